using System.Globalization;
using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Validates the address of a server. The error quotes the text only if it is a host name: any other text can contain a password or an app
/// secret.
/// </summary>
internal sealed class ValidateServerAttribute : ValidateArgumentsAttribute
{
    /// <summary>Returns the message for an address that is not valid; otherwise null.</summary>
    public static string? Validate(string text)
    {
        string server = text.Trim();
        if (server.Length == 0)
        {
            return Messages.ServerEmpty;
        }

        // Checked first, and in a path too: some parsers treat the text before it as a user and a password.
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

    /// <summary>
    /// Whether a text is a name with a domain or an IPv4 address, with or without a port. A single word can be a misplaced secret.
    /// </summary>
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
