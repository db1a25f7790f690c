using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Operations;

/// <summary>Transfers files between hosts in v2 (protocol-actions.md §4.6).</summary>
internal sealed class FastPushFile(StartReader reader, JobStarter starter)
    : TransferStart(reader, starter, new TransferNames("file_source", "files", "ip_list"))
{
    public const string OperationName = "fast_push_file";

    public override string Name => OperationName;

    public override ServerApis Apis => ServerApis.EsbV2;
}
