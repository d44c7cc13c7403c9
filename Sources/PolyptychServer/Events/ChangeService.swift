import Hummingbird
import PolyptychStore
import PolyptychWorkshop
import ServiceLifecycle

/// Wakes every stream when the store has changed, and while jobs run tells how far they are, at most twice a second.
struct ChangeService: Service {
    let workshop: Workshop
    let hub: EventHub
    var pace: Duration = .milliseconds(500)

    func run() async throws {
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await cancelWhenGracefulShutdown {
                    for await _ in workshop.store.changeSignal() { hub.changed() }
                }
            }
            group.addTask {
                try? await cancelWhenGracefulShutdown { try await tellProgress() }
            }
            await group.waitForAll()
        }
    }

    private func tellProgress() async throws {
        var told: [Int64: String] = [:]
        while true {
            try await Task.sleep(for: pace)
            guard hub.listenerCount > 0 else { continue }
            var seen: Set<Int64> = []
            for job in (try? await workshop.jobs(limit: 20)) ?? [] where !job.isOver || told[job.id] != nil {
                let event = ServerEvent(kind: .job, job)
                seen.insert(job.id)
                if told[job.id] != event.data { hub.passing(event, subject: "job-\(job.id)") }
                told[job.id] = job.isOver ? nil : event.data
            }
            told = told.filter { seen.contains($0.key) }
        }
    }
}
