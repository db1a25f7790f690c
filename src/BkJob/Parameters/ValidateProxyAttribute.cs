using System.Management.Automation;

namespace BkJob;

/// <summary>Accepts the address of a proxy that .NET can speak to. The address itself is not repeated: it may hold a password.</summary>
internal sealed class ValidateProxyAttribute : ValidateArgumentsAttribute
{
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <inheritdoc/>
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not Uri { IsAbsoluteUri: true, Host.Length: > 0 } address || !Schemes.Contains(address.Scheme, StringComparer.Ordinal))
        {
            throw new ValidationMetadataException(Messages.FormatBadProxy(string.Join(", ", Schemes)));
        }
    }
}
