// Turns the pasted token into a session, then opens the application where the person was.
const form = document.getElementById("sign-in");
const field = document.getElementById("token");
const error = document.getElementById("error");
document.getElementById("spent").hidden = new URLSearchParams(location.search).get("launch") !== "spent";

form.addEventListener("submit", async event => {
  event.preventDefault();
  error.textContent = "";
  try {
    const response = await fetch("/api/v1/session", {
      method: "POST", credentials: "same-origin", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token: field.value }),
    });
    if (response.ok) return location.replace("/" + location.hash);
    const { message, hint } = (await response.json()).error;
    error.textContent = hint ? `${message} ${hint}` : message;
  } catch {
    error.textContent = "The server does not answer. It may have stopped: start it again, then retry.";
  }
  field.select();
});
