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
            return Messages.ServerEmpty;
        }

        bool hasScheme = server.Contains("://", StringComparison.Ordinal);
        if (!hasScheme)
        {
            return Uri.TryCreate("https://" + server, UriKind.Absolute, out _)
                ? Messages.FormatServerWithoutScheme(server)
                : Messages.FormatServerNoAddress(server);
        }

        if (!Uri.TryCreate(server, UriKind.Absolute, out Uri? address) || address.Host.Length == 0)
        {
            return Messages.FormatServerNoAddress(server);
        }

        return address.Scheme is not ("http" or "https") ? Messages.FormatServerBadScheme(server, address.Scheme)
            : address.UserInfo.Length > 0 ? Messages.ServerWithUser
            : address.Query.Length + address.Fragment.Length > 0 ? Messages.FormatServerWithQuery(address.GetLeftPart(UriPartial.Authority))
            : null;
    }

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (Complain(arguments?.ToString() ?? "") is { } complaint)
        {
            throw BkJobErrors.InvalidValue(complaint);
        }
    }
}
