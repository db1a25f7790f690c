using BkJob.Simulator.Starts;

namespace BkJob.Simulator.Operations;

/// <summary>Transfers files between hosts in v3 (protocol-actions.md §4.5).</summary>
internal sealed class FastTransferFile(StartReader reader, JobStarter starter)
    : TransferStart(reader, starter, new TransferNames("file_source_list", "file_list", "server"))
{
    public const string OperationName = "fast_transfer_file";

    public override string Name => OperationName;

    public override ServerApis Apis => ServerApis.EsbV3 | ServerApis.GatewayV3;
}
