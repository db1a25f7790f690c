using System.Globalization;
using System.Text.Json;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Bodies;

/// <summary>The common part of hosts and containers.</summary>
internal static class TargetJson
{
    private const int MaxDigits = 20;

    private static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    private static readonly JsonEncodedText ResourceId = JsonEncodedText.Encode("resource_id");

    /// <summary>Writes the times, in milliseconds.</summary>
    public static void WriteTimes(this Utf8JsonWriter json, TargetView target, NullStyle nulls)
    {
        json.WriteNumber(TimeNames.Start, target.StartTime, nulls);
        json.WriteNumber(TimeNames.End, target.EndTime, nulls);
        json.WriteNumber(TimeNames.Total, target.TotalTime, nulls);
    }

    /// <summary>Writes the type of an execute_object in v4: 1 host, 2 container.</summary>
    public static void WriteType(this Utf8JsonWriter json, int type) => json.WriteNumber(Type, type);

    /// <summary>Writes the resource_id of v4: an ID as text, or the text null.</summary>
    public static void WriteResourceId(this Utf8JsonWriter json, long? id)
    {
        Span<byte> buffer = stackalloc byte[MaxDigits];
        var length = 0;
        bool isThere = id?.TryFormat(buffer, out length, provider: CultureInfo.InvariantCulture) == true;
        json.WriteString(ResourceId, isThere ? buffer[..length] : "null"u8);
    }
}

/// <summary>A host of v4.</summary>
internal static class HostObject
{
    private const int Type = 1;

    private static readonly JsonEncodedText Host = JsonEncodedText.Encode("host");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("bk_host_id");
    private static readonly JsonEncodedText CloudId = JsonEncodedText.Encode("bk_cloud_id");
    private static readonly JsonEncodedText CloudName = JsonEncodedText.Encode("bk_cloud_name");
    private static readonly JsonEncodedText DefaultCloud = JsonEncodedText.Encode("default area");
    private static readonly JsonEncodedText Ip = JsonEncodedText.Encode("ip");
    private static readonly JsonEncodedText Ipv6 = JsonEncodedText.Encode("ipv6");
    private static readonly JsonEncodedText AgentId = JsonEncodedText.Encode("bk_agent_id");
    private static readonly JsonEncodedText Alive = JsonEncodedText.Encode("alive");

    /// <summary>Writes the n-th host of a step.</summary>
    /// <param name="json">The writer.</param>
    /// <param name="step">The step.</param>
    /// <param name="index">The index of the host.</param>
    /// <param name="alive">Whether its agent responds; null to omit it.</param>
    public static void Write(Utf8JsonWriter json, SimulatedStep step, int index, bool? alive)
    {
        Span<byte> buffer = stackalloc byte[HostAddress.MaxLength];
        var (id, number) = (step.HostId(index), step.HostNumber(index));
        json.WriteType(Type);
        json.WriteStartObject(Host);
        json.WriteNumber(Id, id, NullStyle.Dropped);
        json.WriteNumber(CloudId, 0);
        json.WriteString(CloudName, DefaultCloud);
        if (step.Ipv6Only)
        {
            json.WriteString(Ipv6, HostAddress.Ipv6(buffer, number));
        }
        else
        {
            json.WriteString(Ip, HostAddress.Ipv4(buffer, number));
        }

        json.WriteString(AgentId, HostAddress.AgentId(buffer, number));
        json.WriteNumber(Alive, alive is { } value ? (value ? 1 : 0) : null, NullStyle.Dropped);
        json.WriteEndObject();
        json.WriteResourceId(id);
    }
}

/// <summary>A container of v4.</summary>
internal static class ContainerObject
{
    private const int Type = 2;

    private static readonly JsonEncodedText Container = JsonEncodedText.Encode("container");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText ContainerId = JsonEncodedText.Encode("container_id");
    private static readonly JsonEncodedText NodeHostId = JsonEncodedText.Encode("node_host_id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");

    /// <summary>Writes the n-th container of a step.</summary>
    public static void Write(Utf8JsonWriter json, SimulatedStep step, int index)
    {
        Span<byte> buffer = stackalloc byte[ContainerName.MaxLength];
        var number = step.ContainerNumber(index);
        var id = ContainerName.Id(number);
        json.WriteType(Type);
        json.WriteStartObject(Container);
        json.WriteNumber(Id, id);
        json.WriteString(ContainerId, ContainerName.ContainerId(buffer, number));
        json.WriteNumber(NodeHostId, step.FirstHostId + ContainerName.Node(number), NullStyle.Dropped);
        json.WriteString(Name, ContainerName.Name(buffer, step, index));
        json.WriteEndObject();
        json.WriteResourceId(id);
    }
}
