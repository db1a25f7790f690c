using System.Management.Automation;

namespace BkJob;

/// <summary>Accepts the address of a server, and says in words what is wrong with another text.</summary>
internal sealed class ValidateServerAttribute : ValidateArgumentsAttribute
{
    /// <summary>What is wrong with an address; null when nothing is.</summary>
    public static string? Complain(string text)
    {
        string server = text.Trim();
        if (server.Length == 0)
        {
            return "The server is empty. Give its address, as in https://paas.example.com.";
        }

        bool hasScheme = server.Contains("://", StringComparison.Ordinal);
        if (!hasScheme)
        {
            return Uri.TryCreate("https://" + server, UriKind.Absolute, out _)
                ? $"The server \"{server}\" has no scheme. Did you mean https://{server}?"
                : $"\"{server}\" is not the address of a server. Give one like https://paas.example.com.";
        }

        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            return $"\"{server}\" is not the address of a server. Give one like https://paas.example.com.";
        }

        return address.Scheme is not ("http" or "https") ? $"The scheme of \"{server}\" is {address.Scheme}; only https and http can be used."
            : address.UserInfo.Length > 0 ? "The server must not hold a user or password. Use -Credential."
            : address.Query.Length + address.Fragment.Length > 0 ? $"Give the server alone, without what follows the ? or #: {address.GetLeftPart(UriPartial.Authority)}"
            : null;
    }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (Complain(arguments?.ToString() ?? "") is { } complaint)
        {
            throw new ValidationMetadataException(complaint);
        }
    }
}
