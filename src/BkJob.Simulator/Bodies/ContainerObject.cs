using System.Text.Json;
using BkJob.Simulator.Hosts;
using BkJob.Simulator.Job;

namespace BkJob.Simulator.Bodies;

/// <summary>A container of v4.</summary>
internal static class ContainerObject
{
    private const int Type = 2;

    private static readonly JsonEncodedText Container = JsonEncodedText.Encode("container");
    private static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    private static readonly JsonEncodedText ContainerId = JsonEncodedText.Encode("container_id");
    private static readonly JsonEncodedText NodeHostId = JsonEncodedText.Encode("node_host_id");
    private static readonly JsonEncodedText Name = JsonEncodedText.Encode("name");

    public static void Write(Utf8JsonWriter json, TargetView container)
    {
        Span<byte> buffer = stackalloc byte[ContainerName.MaxLength];
        var id = ContainerName.Id(container.Index);
        json.WriteType(Type);
        json.WriteStartObject(Container);
        json.WriteNumber(Id, id);
        json.WriteString(ContainerId, ContainerName.ContainerId(buffer, container.Index));
        json.WriteNumber(NodeHostId, container.HostId(ContainerName.Node(container.Index)), NullStyle.Dropped);
        json.WriteString(Name, ContainerName.Name(buffer, container.Index));
        json.WriteEndObject();
        json.WriteResourceId(id);
    }
}
