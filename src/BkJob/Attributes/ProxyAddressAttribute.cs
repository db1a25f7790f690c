using System.Management.Automation;

namespace BkJob;

/// <summary>
/// Accepts the address of a proxy that .NET supports. For any other text, the error of PowerShell would contain the whole text, which can
/// include a password.
/// </summary>
internal sealed class ProxyAddressAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] Schemes = ["http", "https", "socks4", "socks4a", "socks5"];

    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? given = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return given is null ? null
            : Uri.TryCreate(given.ToString(), UriKind.Absolute, out Uri? address)
                && address.Host.Length > 0
                && Schemes.Contains(address.Scheme, StringComparer.Ordinal) ? address
            : throw ErrorRecords.InvalidValue(Messages.FormatBadProxy(string.Join(", ", Schemes)));
    }
}
