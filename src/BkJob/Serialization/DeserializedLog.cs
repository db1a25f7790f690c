using System.Text;
using BkJob.Streaming;

namespace BkJob;

/// <summary>Restores logs from deserialized copies: unlike a status, a log that was saved is as good as one that was just read.</summary>
internal static class DeserializedLog
{
    /// <summary>The log that an object is or is a copy of; null for other objects.</summary>
    public static HostLog? TryRead(object? item) =>
        (item is System.Management.Automation.PSObject wrapped ? wrapped.BaseObject : item) as HostLog
        ?? (DeserializedValue.IsDeserialized<HostLog>(item) ? Restore(item!) : null);

    private static HostLog Restore(object copy) => new(
        new StepIpStatus(RestoreStep(copy), RestoreHost(copy), row: 0),
        (int)(DeserializedValue.Number(copy, nameof(HostLog.Attempt)) ?? 0),
        DeserializedValue.Text(copy, nameof(HostLog.Content)),
        new ItemList<FileLog>([.. DeserializedValue.Items(DeserializedValue.Property(copy, nameof(HostLog.Files))).Select(RestoreFile)]));

    private static StepInstance RestoreStep(object copy)
    {
        long jobId = DeserializedValue.Number(copy, nameof(HostLog.JobInstanceId)) ?? 0;
        long? bizId = DeserializedValue.Number(copy, nameof(HostLog.BizId));
        return new StepInstance
        {
            Id = DeserializedValue.Number(copy, nameof(HostLog.StepInstanceId)) ?? 0,
            JobInstanceId = jobId,
            Name = DeserializedValue.Text(copy, nameof(HostLog.StepName)),
            BizId = bizId,
            Scope = new JobScope(
                bizId, DeserializedValue.Text(copy, nameof(HostLog.ScopeType)), DeserializedValue.Text(copy, nameof(HostLog.ScopeId))),
        };
    }

    private static HostColumns RestoreHost(object copy)
    {
        using var host = new HostColumnBuilder();
        host.Begin();
        host.Set(HostNumber.Status, (long)(DeserializedValue.Enum<IpStatus>(DeserializedValue.Property(copy, nameof(HostLog.Status))) ?? default));
        SetNumber(HostNumber.CloudId, nameof(HostLog.CloudId));
        SetNumber(HostNumber.HostId, nameof(HostLog.HostId));
        SetNumber(HostNumber.ExitCode, nameof(HostLog.ExitCode));
        SetText(HostText.Ip, nameof(HostLog.Ip));
        SetText(HostText.Ipv6, nameof(HostLog.Ipv6));
        SetText(HostText.ContainerId, nameof(HostLog.ContainerId));
        SetText(HostText.ContainerName, nameof(HostLog.ContainerName));
        return host.Build(isWanted: null);

        void SetNumber(HostNumber column, string name)
        {
            if (DeserializedValue.Number(copy, name) is { } number)
            {
                host.Set(column, number);
            }
        }

        void SetText(HostText column, string name)
        {
            if (DeserializedValue.Text(copy, name) is { } text)
            {
                host.SetText(column, Encoding.UTF8.GetBytes(text));
            }
        }
    }

    private static FileLog RestoreFile(object copy) => new()
    {
        Mode = DeserializedValue.Enum<FileLogMode>(DeserializedValue.Property(copy, nameof(FileLog.Mode))),
        SourceAddress = DeserializedValue.Text(copy, nameof(FileLog.SourceAddress)),
        SourcePath = DeserializedValue.Text(copy, nameof(FileLog.SourcePath)),
        DestinationAddress = DeserializedValue.Text(copy, nameof(FileLog.DestinationAddress)),
        DestinationPath = DeserializedValue.Text(copy, nameof(FileLog.DestinationPath)),
        Status = DeserializedValue.Enum<FileLogStatus>(DeserializedValue.Property(copy, nameof(FileLog.Status))),
        Size = DeserializedValue.Text(copy, nameof(FileLog.Size)),
        Speed = DeserializedValue.Text(copy, nameof(FileLog.Speed)),
        Progress = DeserializedValue.Text(copy, nameof(FileLog.Progress)),
        Content = DeserializedValue.Text(copy, nameof(FileLog.Content)),
    };
}
