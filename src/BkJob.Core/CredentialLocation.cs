namespace BkJob;

/// <summary>Where a request carries the credentials.</summary>
public enum CredentialLocation
{
    /// <summary>The header; where the server does not know the app then, the body, and what worked is kept.</summary>
    Auto = 0,

    /// <summary>GET with the <c>X-Bkapi-Authorization</c> header. No secret in the URL.</summary>
    Header,

    /// <summary>POST with a JSON body, for older ESB that read only parameters.</summary>
    Body,

    /// <summary>GET with everything in the URL, as the API page shows it. Servers and proxies write URLs into their logs.</summary>
    Query,
}
