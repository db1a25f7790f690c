using System.Management.Automation;
using System.Net;

namespace BkJob;

/// <summary>Selects hosts by address, and records which of the addresses were found.</summary>
/// <param name="patterns">Addresses, with or without wildcards.</param>
/// <exception cref="BkJobException">One of them is not a valid pattern.</exception>
internal sealed class AddressFilter(IEnumerable<string> patterns)
{
    private readonly Entry[] _entries = [.. patterns.Select(pattern => new Entry(pattern.Trim()))];

    /// <summary>Whether it contains an address without wildcards, which must exist.</summary>
    public bool HasLiterals => _entries.Any(entry => entry.IsLiteral);

    /// <summary>The addresses without wildcards that no host had.</summary>
    public IEnumerable<string> Missing => _entries.Where(entry => entry is { IsLiteral: true, IsFound: false }).Select(entry => entry.Text).Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a host is selected.</summary>
    public bool IsMatch(StepIpStatus host)
    {
        bool isMatch = false;
        foreach (Entry entry in _entries)
        {
            if (entry.IsMatch(host.Ip) || entry.IsMatch(host.Ipv6))
            {
                entry.IsFound = true;
                isMatch = true;
            }
        }

        return isMatch;
    }

    private sealed class Entry(string text)
    {
        private readonly WildcardPattern _pattern = Wildcards.Create(text);

        // IPv6 has several notations of one address.
        private readonly IPAddress? _address = text.Contains(':') && IPAddress.TryParse(text, out IPAddress? address) ? address : null;

        public string Text => text;

        public bool IsLiteral { get; } = !WildcardPattern.ContainsWildcardCharacters(text);

        public bool IsFound { get; set; }

        public bool IsMatch(string? address) =>
            address is not null
            && (_pattern.IsMatch(address) || (_address is not null && IPAddress.TryParse(address, out IPAddress? other) && other.Equals(_address)));
    }
}
