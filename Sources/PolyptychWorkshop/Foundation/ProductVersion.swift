/// The version that commands, status and manifests name.
public let productVersion = "0.1.0"
