namespace BkJob.Transport;

/// <summary>What is known about the cause of an error beyond its kind, for the advice.</summary>
internal enum ErrorHint
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The credentials were sent in the header, and the server received none: an older ESB reads parameters alone.</summary>
    HeaderIgnored,

    /// <summary>The header with the credentials is longer than the server accepts.</summary>
    HeaderTooLong,

    /// <summary>The proxy rejected the request, not the server.</summary>
    Proxy,

    /// <summary>A request that changes state was not granted to the app. Newer servers have separate calls that only file it for approval.</summary>
    CommandNotGranted,

    /// <summary>The response is larger than the limit: less must be requested at a time.</summary>
    ResponseTooLarge,

    /// <summary>A host of a target cannot be identified over this API, or over any: another notation of the target is required.</summary>
    HostNotSupported,

    /// <summary>The notation of the containers of a target is not valid, or only hosts are specified where containers are meant.</summary>
    ContainerNotation,

    /// <summary>Containers can't be the target of this start over this API.</summary>
    ContainerNotSupported,

    /// <summary>The server starts every job that it creates.</summary>
    CreateOnlyNotSupported,
}
