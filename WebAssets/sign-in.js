// The way in for a browser without a session; stands on its own, without the shell.
import { post, sentence } from "./helpers/api.js";

const form = document.getElementById("sign-in"), token = document.getElementById("token"), fault = document.getElementById("fault");

if (new URLSearchParams(location.search).get("launch") === "spent") {
  document.getElementById("why").textContent = "That launch address was used before: each works once. Start the program again for a new one, or type the token.";
}

form.addEventListener("submit", async event => {
  event.preventDefault();
  const button = form.querySelector("button");
  button.disabled = true;
  fault.hidden = true;
  try {
    await post("/session", { token: token.value.trim() });
    location.replace("/" + location.hash);
  } catch (error) {
    fault.textContent = sentence(error);
    fault.hidden = false;
    button.disabled = false;
    token.select();
  }
});
