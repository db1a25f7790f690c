using System.Collections;
using System.Globalization;
using System.Net;
using BkJob.Transport;

namespace BkJob.Starts;

/// <summary>
/// Reads a target from the values that a user specified: numbers, texts, hosts of a status or log, rows, targets, and lists of these.
/// What it cannot identify is an error: the server ignores an address without a cloud area, and a job would then run on fewer hosts.
/// </summary>
/// <param name="defaultCloudId">The cloud area of addresses without one; null to reject them.</param>
internal sealed class TargetReader(long? defaultCloudId)
{
    /// <summary>The maximum number of hosts that a server accepts (protocol-actions.md §4.1).</summary>
    private const int MaxHosts = 50_000;

    private readonly TargetBuilder _builder = new();
    private bool _hasBlank;

    /// <summary>Reads a target.</summary>
    /// <exception cref="BkJobException">It is empty, or one of the values is not valid.</exception>
    public static BkJobTarget Read(object? value, long? defaultCloudId)
    {
        var reader = new TargetReader(defaultCloudId);
        reader.Add(value);
        return reader.Build();
    }

    /// <summary>Adds a value, or the values of a list.</summary>
    /// <exception cref="BkJobException">One of them is not valid.</exception>
    public void Add(object? value)
    {
        switch (value)
        {
            case null:
                _hasBlank = true;
                break;
            case string text:
                AddText(text);
                break;
            case StepIpStatus host:
                AddHost(host);
                break;
            case HostOutput output:
                AddHost(output.Host);
                break;
            case BkJobTarget target:
                AddTarget(target);
                break;
            case TargetRow row:
                AddRow(row);
                break;
            case IDictionary columns when ContainerFilterReader.IsContainer(columns):
                _builder.AddContainers(ContainerFilterReader.Read(columns).ToString());
                break;
            case IDictionary columns:
                AddRow(ReadColumns(columns) ?? throw CreateInvalid(value));
                break;
            case IPAddress address:
                AddText(address.ToString());
                break;
            case IEnumerable list:
                AddList(list);
                break;
            default:
                AddHostId(value);
                break;
        }
    }

    /// <summary>Creates the target.</summary>
    /// <exception cref="BkJobException">It contains nothing, or hosts and containers, or one of several values was null or blank.</exception>
    public BkJobTarget Build()
    {
        BkJobTarget target = _builder.Build();
        return target.IsEmpty ? throw BkJobException.CreateUnsent(BkJobErrorKind.EmptyTarget, CoreMessages.TargetValueEmpty)
            : _hasBlank ? throw CreateError(CoreMessages.TargetWithBlank)
            : target.ContainerFilters.Count > 0 && target.ContainerFilters.Count < target.Count + target.DynamicParts.Count
                ? throw new BkJobException(BkJobErrorKind.InvalidTarget, CoreMessages.TargetHostsAndContainers)
                {
                    Hint = ErrorHint.ContainerNotation,
                    Delivery = Delivery.NotExecuted,
                }
            : target;
    }

    private void AddList(IEnumerable list)
    {
        foreach (object? item in list)
        {
            Add(item);
        }
    }

    private void AddHostId(object value)
    {
        if (WholeNumber.TryRead(value) is not { } id || id < 1)
        {
            throw CreateInvalid(value);
        }

        _builder.AddHost(id, address: null);
    }

    // -Target 101..140 is a text: PowerShell evaluates a range on the command line only in parentheses.
    private void AddRange(string item, string first, string last)
    {
        if (WholeNumber.TryRead(first) is not { } start || WholeNumber.TryRead(last) is not { } end || Math.Min(start, end) < 1)
        {
            throw CreateInvalid(item);
        }

        long count = Math.Abs(end - start) + 1;
        if (count > MaxHosts)
        {
            throw BkJobException.CreateUnsent(BkJobErrorKind.TooManyTargets, CoreMessages.FormatTargetTooMany(count, MaxHosts));
        }

        int step = start <= end ? 1 : -1;
        for (long n = 0; n < count; n++)
        {
            _builder.AddHost(start + (n * step), address: null);
        }
    }

    private void AddText(string text)
    {
        string item = text.Trim();
        int colon = item.IndexOf(':', StringComparison.Ordinal);
        string kind = colon < 0 ? "" : item[..colon];
        if (item.Length == 0)
        {
            _hasBlank = true;
        }
        else if (kind.Equals("topo", StringComparison.OrdinalIgnoreCase))
        {
            AddNode(item, item[(colon + 1)..]);
        }
        else if (kind.Equals("group", StringComparison.OrdinalIgnoreCase))
        {
            AddGroup(item, item[(colon + 1)..]);
        }
        else if (item.StartsWith(ContainerFilterReader.Prefix, StringComparison.OrdinalIgnoreCase))
        {
            _builder.AddContainers(ContainerFilterReader.Read(item).ToString());
        }
        else if (item.Split([" (", ")"], StringSplitOptions.None) is [var id, var address, ""])
        {
            AddPair(item, id, address);
        }
        else if (item.All(char.IsAsciiDigit))
        {
            AddHostId(item);
        }
        else if (item.Split("..") is [var first, var last])
        {
            AddRange(item, first, last);
        }
        else
        {
            _builder.AddHost(id: null, ReadAddress(item, cloudId: null));
        }
    }

    /// <summary>Adds a host as <see cref="TargetHost"/> displays it, copied from a preview.</summary>
    private void AddPair(string item, string id, string address)
    {
        if (WholeNumber.TryRead(id) is not { } number || number < 1 || !CloudAddress.TryParse(address, out CloudAddress parsed))
        {
            throw CreateInvalid(item);
        }

        AddHost(number, parsed.ToString());
    }

    private void AddNode(string item, string node)
    {
        int slash = node.LastIndexOf('/');
        string level = slash < 0 ? "" : node[..slash];
        if (level.Length == 0 || !IsName(level) || level.Contains('/') || WholeNumber.TryRead(node[(slash + 1)..]) is not { } id || id < 1)
        {
            throw CreateInvalid(item);
        }

        _builder.AddNode(level, id);
    }

    private void AddGroup(string item, string group)
    {
        if (group.Length == 0 || !IsName(group))
        {
            throw CreateInvalid(item);
        }

        _builder.AddGroup(group);
    }

    private void AddHost(StepIpStatus host)
    {
        if (host.ContainerId is not null || host.ContainerName is not null)
        {
            throw CreateContainer(host.ContainerName ?? host.ContainerId);
        }

        string? address = host is { Ip: { } ip, CloudId: { } cloudId } ? new CloudAddress(cloudId, ip).ToString() : null;
        if (host.HostId is null && address is null)
        {
            address = ReadAddress(host.Ip ?? host.Ipv6 ?? "", host.CloudId);
        }

        AddHost(host.HostId, address);
    }

    /// <summary>Adds a host that a user identified.</summary>
    /// <exception cref="BkJobException">The same ID was added with another address.</exception>
    // One of the two hosts would silently be omitted. An address with two IDs stays two hosts: each of them is sent.
    private void AddHost(long? id, string? address)
    {
        if (id is { } number && address is not null && _builder.FindAddress(number) is { } other && other != address)
        {
            throw CreateError(CoreMessages.FormatTargetConflict(new TargetHost(id, other), new TargetHost(id, address), number));
        }

        _builder.AddHost(id, address);
    }

    private void AddRow(TargetRow row)
    {
        if (row.Container is not null && row.HostId is null)
        {
            throw CreateContainer(row.Container);
        }

        long? id = row.HostId is null ? null
            : WholeNumber.TryRead(row.HostId) is { } number and > 0 ? number
            : throw CreateInvalid(row);
        long? cloudId = row.CloudId is null ? null
            : WholeNumber.TryRead(row.CloudId) is { } cloud and >= 0 ? cloud
            : throw CreateInvalid(row);
        string? ip = Convert.ToString(row.Ip, CultureInfo.InvariantCulture)?.Trim();
        string? address =
            id is null ? ReadAddress(string.IsNullOrEmpty(ip) ? $"{row.Ipv6}".Trim() : ip, cloudId)
            : cloudId is { } area && ip is not null && CloudAddress.IsIpv4(ip) ? new CloudAddress(area, ip).ToString()
            : null;
        AddHost(id, address);
    }

    private void AddTarget(BkJobTarget target)
    {
        foreach (TargetHost host in target.Hosts)
        {
            AddHost(host.Id, host.Id is null ? ReadAddress(host.Address!, cloudId: null) : host.Address);
        }

        _builder.AddDynamicParts(target);
        _hasBlank |= target.IsEmpty;
    }

    private static TargetRow? ReadColumns(IDictionary columns) => TargetRow.Read(name => columns.Keys.OfType<string>()
        .Where(key => key.Equals(name, StringComparison.OrdinalIgnoreCase)).Select(key => columns[key]).FirstOrDefault());

    /// <summary>Reads the address of a host that has no ID.</summary>
    private string ReadAddress(string text, long? cloudId)
    {
        if (cloudId is null && CloudAddress.TryParse(text, out CloudAddress address))
        {
            return address.ToString();
        }

        if (!CloudAddress.IsIpv4(text))
        {
            throw CloudAddress.IsIpv6(text) ? CreateError(CoreMessages.FormatTargetIpv6(Quote(text))) : CreateInvalid(text);
        }

        return (cloudId ?? defaultCloudId) is { } area
            ? new CloudAddress(area, text).ToString()
            : throw CreateError(CoreMessages.FormatTargetWithoutCloud(text));
    }

    private static bool IsName(string text) => !text.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is ',' or ';');

    private static BkJobException CreateInvalid(object value) =>
        CreateError(CoreMessages.FormatTargetValueInvalid(Quote(Describe(value))));

    /// <summary>A value as a user wrote it; an object of another type by the name of its type.</summary>
    private static string? Describe(object value) =>
        value is string or TargetRow or IConvertible ? Convert.ToString(value, CultureInfo.InvariantCulture) : value.GetType().Name;

    // The filters of v4 require the cluster of a container, which no status contains (protocol-actions.md §4.4). Its name does not replace it:
    // all pods of a workload have containers of the same name.
    private static BkJobException CreateContainer(object? name) =>
        new(BkJobErrorKind.NotSupported, CoreMessages.FormatTargetContainer(Quote($"{name}")))
        {
            Hint = ErrorHint.ContainerNotation,
            Delivery = Delivery.NotExecuted,
        };

    private static BkJobException CreateError(string message) => BkJobException.CreateUnsent(BkJobErrorKind.InvalidTarget, message);

    private static string Quote(string? text) => TerminalText.Sanitize(text, maxLength: 60);
}
