namespace BkJob.Protocol;

/// <summary>What a request does to the server. The HTTP method, the retries and the meaning of an ambiguous error follow from it.</summary>
internal enum RequestKind
{
    /// <summary>Changes nothing and may be repeated: GET, or POST where the credentials are in the body.</summary>
    Read,

    /// <summary>Changes the state of the server: always POST, and repeated only when the first request provably had no effect.</summary>
    Command,
}
