using System.Globalization;
using BkJob.Starts;

namespace BkJob;

/// <summary>Names hosts that were read, in one line.</summary>
internal static class HostNames
{
    private const int MaxShown = 5;

    /// <summary>The first hosts in parentheses, and the number of further ones; empty if none are known.</summary>
    /// <param name="hosts">The hosts.</param>
    /// <param name="total">The number of hosts. A server may name fewer than it counts.</param>
    public static string Format(IEnumerable<StepIpStatus> hosts, int total)
    {
        string[] names = [.. hosts.Take(MaxShown).Select(GetName)];
        string shown = string.Join("; ", names);
        return names.Length == 0 ? ""
            : names.Length >= total ? Messages.FormatHostNames(shown)
            : Messages.FormatHostNamesMore(shown, total - names.Length);
    }

    private static string GetName(StepIpStatus host) => TerminalText.Sanitize(
        host is { Ip: { } ip, CloudId: { } cloudId } ? new CloudAddress(cloudId, ip).ToString()
        : host.Ip ?? host.Ipv6 ?? host.ContainerName ?? host.HostId?.ToString(CultureInfo.InvariantCulture) ?? "?");
}
