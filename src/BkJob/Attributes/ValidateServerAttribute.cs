using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Accepts the address of a server, and says in words what is wrong with another text. It quotes only what is nothing but a host name: in
/// anything else there can be a password or an app secret.
/// </summary>
internal sealed class ValidateServerAttribute : ValidateArgumentsAttribute
{
    /// <summary>What is wrong with an address; null when nothing is.</summary>
    public static string? Validate(string text)
    {
        string server = text.Trim();
        if (server.Length == 0)
        {
            return Messages.ServerEmpty;
        }

        // Before anything else, and in a path too: some parsers take what stands in front of it for a user and a password.
        if (server.Contains('@'))
        {
            return Messages.ServerWithUser;
        }

        if (!server.Contains("://", StringComparison.Ordinal))
        {
            return IsHostName(server) ? Messages.FormatServerWithoutScheme(server)
                : server.AsSpan().ContainsAny('?', '#') ? Messages.ServerWithQuery
                : Messages.ServerNoAddress;
        }

        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            return Messages.ServerNoAddress;
        }

        return address.Scheme is not ("http" or "https") ? Messages.ServerBadScheme
            : address.UserInfo.Length > 0 ? Messages.ServerWithUser
            : address.Query.Length + address.Fragment.Length > 0 ? Messages.ServerWithQuery
            : null;
    }

    /// <summary>A name with a domain or an IPv4 address, with a port or not. A word alone can be a secret in the wrong place.</summary>
    private static bool IsHostName(string server)
    {
        string[] parts = server.TrimEnd('/').Split(':');
        bool hasPort = parts.Length == 2 && ushort.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out _);
        return (parts.Length == 1 || hasPort) && Uri.CheckHostName(parts[0]) switch
        {
            UriHostNameType.IPv4 => true,
            UriHostNameType.Dns => parts[0] == "localhost"
                || (parts[0].Contains('.') && parts[0].Split('.')[^1].All(char.IsAsciiLetter)),
            _ => false,
        };
    }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (Validate(arguments?.ToString() ?? "") is { } error)
        {
            throw ErrorRecords.InvalidValue(error);
        }
    }
}
