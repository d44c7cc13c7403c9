import Foundation
import Testing
import Yams

@testable import PolyptychServer

/// The description of the interface, as far as the tests need it: its operations, and whether a value fits a schema.
struct Description: @unchecked Sendable {
    let root: [String: Any]

    init() throws {
        let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent().appendingPathComponent("WebAssets/openapi.yaml")
        root = try #require(try Yams.load(yaml: String(contentsOf: file, encoding: .utf8)) as? [String: Any])
    }

    /// `GET /api/v1/sets/{set}` → the operation.
    var operations: [String: [String: Any]] {
        var all: [String: [String: Any]] = [:]
        for (path, methods) in root["paths"] as? [String: Any] ?? [:] {
            for (method, operation) in methods as? [String: Any] ?? [:] { all["\(method.uppercased()) \(path)"] = operation as? [String: Any] }
        }
        return all
    }

    /// What is wrong with an answer: its status or type is not described, or its body does not fit the schema.
    func faults(operation: String, status: Int, contentType: String?, body: Data) -> [String] {
        guard let responses = operations[operation]?["responses"] as? [String: Any] else { return ["\(operation) is not described"] }
        guard var response = (responses["\(status)"] ?? (status >= 400 ? responses["default"] : nil)) as? [String: Any] else {
            return ["\(operation) answers \(status), which is not described"]
        }
        if let reference = response["$ref"] as? String { response = resolve(reference) }
        guard let content = response["content"] as? [String: Any] else { return body.isEmpty ? [] : ["\(operation) \(status) has a body that is not described"] }
        let type = String((contentType ?? "").prefix { $0 != ";" })
        guard let media = content[type] as? [String: Any] else { return ["\(operation) \(status) is \(type), which is not described"] }
        guard type == "application/json", let schema = media["schema"] as? [String: Any], schema["format"] == nil else { return [] }
        guard let value = try? JSONSerialization.jsonObject(with: body, options: .fragmentsAllowed) else { return ["\(operation) \(status) is not JSON"] }
        return faults(value, schema, at: "\(operation) \(status)")
    }

    private func resolve(_ reference: String) -> [String: Any] {
        reference.dropFirst(2).split(separator: "/").reduce(root) { ($0[String($1)] as? [String: Any]) ?? [:] }
    }

    private func faults(_ value: Any, _ schema: [String: Any], at path: String) -> [String] {
        if let reference = schema["$ref"] as? String {
            let target = resolve(reference)
            return target.isEmpty ? ["\(path): \(reference) leads nowhere"] : faults(value, target, at: path)
        }
        var found: [String] = []
        for part in schema["allOf"] as? [[String: Any]] ?? [] { found += faults(value, part, at: path) }
        if let choices = schema["oneOf"] as? [[String: Any]] {
            let fitting = choices.filter { faults(value, $0, at: path).isEmpty }.count
            if fitting != 1 { found.append("\(path): fits \(fitting) of \(choices.count) choices: \(value)") }
        }
        if let constant = schema["const"] as? String, value as? String != constant { found.append("\(path): is not \(constant)") }
        if let allowed = schema["enum"] as? [String], !allowed.contains(value as? String ?? "") { found.append("\(path): \(value) is none of \(allowed)") }
        let types = schema["type"] as? [String] ?? (schema["type"] as? String).map { [$0] } ?? []
        if !types.isEmpty, !types.contains(where: { Self.fits(value, $0) }) { found.append("\(path): is no \(types): \(value)") }
        if let pattern = schema["pattern"] as? String, let text = value as? String, text.range(of: pattern, options: .regularExpression) == nil {
            found.append("\(path): \(text) does not match \(pattern)")
        }
        if let list = value as? [Any], let items = schema["items"] as? [String: Any] {
            for (index, item) in list.enumerated().prefix(50) { found += faults(item, items, at: "\(path)[\(index)]") }
        }
        if let object = value as? [String: Any] {
            let properties = schema["properties"] as? [String: Any] ?? [:]
            for name in schema["required"] as? [String] ?? [] where object[name] == nil { found.append("\(path): \(name) is missing") }
            for (name, item) in object {
                if let property = properties[name] as? [String: Any] {
                    found += faults(item, property, at: "\(path).\(name)")
                } else if let additional = schema["additionalProperties"] as? [String: Any] {
                    found += faults(item, additional, at: "\(path).\(name)")
                } else if !properties.isEmpty {
                    found.append("\(path).\(name) is not described")
                }
            }
        }
        return found
    }

    private static func fits(_ value: Any, _ type: String) -> Bool {
        switch type {
        case "null": value is NSNull
        case "string": value is String
        case "array": value is [Any]
        case "object": value is [String: Any]
        case "boolean": isBoolean(value)
        case "integer": !isBoolean(value) && (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } ?? false
        case "number": !isBoolean(value) && value is NSNumber
        default: false
        }
    }

    private static func isBoolean(_ value: Any) -> Bool {
        guard let number = value as? NSNumber else { return false }
        return String(cString: number.objCType) == "c" || String(cString: number.objCType) == "B"
    }
}
