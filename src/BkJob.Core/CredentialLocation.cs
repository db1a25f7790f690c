namespace BkJob;

/// <summary>Where a request carries the credentials.</summary>
public enum CredentialLocation
{
    /// <summary>The header; if the server then does not recognize the app, the body. The location that worked is kept.</summary>
    Auto = 0,

    /// <summary>GET with the <c>X-Bkapi-Authorization</c> header. No secret in the URL.</summary>
    Header,

    /// <summary>POST with a JSON body, for older ESB that read only parameters.</summary>
    Body,

    /// <summary>GET with everything in the URL, as the API page shows it. Servers and proxies write URLs to their logs.</summary>
    Query,
}
