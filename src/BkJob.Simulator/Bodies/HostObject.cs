using System.Text.Json;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Job;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Bodies;

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

    public static void Write(Utf8JsonWriter json, TargetView host)
    {
        Span<byte> buffer = stackalloc byte[HostAddress.MaxLength];
        var id = host.HostId(host.Index);
        json.WriteType(Type);
        json.WriteStartObject(Host);
        json.WriteNumber(Id, id, NullStyle.Dropped);
        json.WriteNumber(CloudId, 0);
        json.WriteString(CloudName, DefaultCloud);
        if (host.Ipv6Only)
        {
            json.WriteString(Ipv6, HostAddress.Ipv6(buffer, host.Index));
        }
        else
        {
            json.WriteString(Ip, HostAddress.Ipv4(buffer, host.Index));
        }

        json.WriteString(AgentId, HostAddress.AgentId(buffer, host.Index));
        json.WriteNumber(Alive, HostCode.IsWithoutAgent(host.Status) ? 0 : 1);
        json.WriteEndObject();
        json.WriteResourceId(id);
    }
}
