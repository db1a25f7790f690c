using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace BkJob.Completers;

/// <summary>Completes a time zone: the offsets in use, and the IDs that this machine supports, by any part of them.</summary>
public sealed class TimeZoneCompleter : BkJobCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<CompletionResult> Complete(string word, IDictionary bound)
    {
        TimeZoneInfo[] zones = [.. TimeZoneInfo.GetSystemTimeZones().OrderBy(IanaId, StringComparer.Ordinal)];
        IEnumerable<CompletionResult> offsets =
            from offset in zones.Select(zone => zone.BaseUtcOffset).Append(BkJobTimeZone.Default.BaseUtcOffset).Distinct().Order()
            let text = Text(offset)
            where Begins(text, word)
            select Result(text, $"UTC{text}");
        IEnumerable<CompletionResult> ids =
            from zone in zones
            let id = IanaId(zone)
            where id.Contains(word, StringComparison.OrdinalIgnoreCase)
            orderby Begins(id, word) descending
            select Result(id, zone.DisplayName);
        return offsets.Concat(ids.DistinctBy(id => id.CompletionText, StringComparer.Ordinal));
    }

    /// <summary>The ID that is valid on every system; Windows uses other names.</summary>
    private static string IanaId(TimeZoneInfo zone) =>
        !zone.HasIanaId && TimeZoneInfo.TryConvertWindowsIdToIanaId(zone.Id, out string? id) ? id : zone.Id;

    private static string Text(TimeSpan offset) =>
        string.Create(CultureInfo.InvariantCulture, $"{(offset < TimeSpan.Zero ? '-' : '+')}{offset:hh\\:mm}");
}
