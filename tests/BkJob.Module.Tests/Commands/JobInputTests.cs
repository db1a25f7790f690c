using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>What the ID of an input object identifies: a job, or something else that must not be mistaken for one.</summary>
public sealed class JobInputTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private const string FailedHosts = "10.0.0.7 10.0.0.14 10.0.0.20";
    private const string ViaCsv = "ConvertTo-Csv | ConvertFrom-Csv";
    private const string ViaTypedCsv = "ConvertTo-Csv -IncludeTypeInformation | ConvertFrom-Csv";
    private const string ViaJson = "ConvertTo-Json -Depth 5 -WarningAction Ignore | ConvertFrom-Json";
    private const string ViaXml =
        "ForEach-Object { [System.Management.Automation.PSSerializer]::Deserialize([System.Management.Automation.PSSerializer]::Serialize($_, 2)) }";

    private readonly SimulatorServer _server = simulator.Server;

    public static TheoryData<string> Rows => [.. new[] { "Select-Object *", "Select-Object Brief", "Select-Object Timing", ViaXml }
        .Concat(from first in new[] { "Select-Object *", "Select-Object Brief", "Select-Object Timing", ViaXml }
                from then in new[] { ViaCsv, ViaTypedCsv, ViaJson, "Select-Object *" }
                select $"{first} | {then}")];

    [Theory]
    [MemberData(nameof(Rows))]
    public void Rows_identify_what_their_objects_were(string via)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("$job = Get-BkJobInstanceStatus 100").ThrowIfFailed();
        Assert.Equal("100", Ids($"$job | {via} | Get-BkJobInstanceStatus"));
        Assert.Equal("100", Ids($"$job.Steps | {via} | Wait-BkJobInstance"));
        Assert.Equal("100 100 100", Ids($"$job | Get-BkJobStepIpStatus -Failed | {via} | Get-BkJobInstanceStatus"));
        Assert.Equal(FailedHosts, Ids($"$job.Steps | {via} | Get-BkJobStepIpStatus -Failed", "Ip"));
        Assert.Equal(FailedHosts, Ids($"$job | {via} | Get-BkJobStepIpStatus -Failed", "Ip"));
        Assert.Equal("", Ids($"$job.Steps[0] | {via} | Get-BkJobStepIpStatus -Failed", "Ip"));

        string Ids(string line, string property = "Id") =>
            string.Join(' ', session.Run($"{line} | ForEach-Object {property}").ThrowIfFailed().Output);
    }

    [Theory]
    [InlineData("[pscustomobject]@{ Id = 5; JobInstanceId = 100 }")]
    [InlineData("[pscustomobject]@{ Id = 5; job_instance_id = '100' }")]
    [InlineData("[pscustomobject]@{ Id = 'x'; JobInstanceId = 100; StepInstanceId = '' }")]
    [InlineData("[pscustomobject]@{ job_instance_id = 7; JobInstanceId = 100 }")]
    [InlineData("[pscustomobject]@{ JOBINSTANCEID = 100.0 }")]
    [InlineData("[pscustomobject]@{ id = [uint32]100 }")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'My.Deployment'; Id = 100 }")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'My.Deployment'; Id = 100 } | Select-Object Id")]
    [InlineData("[pscustomobject]@{ Id = @(100) }")]
    [InlineData("([System.Diagnostics.Process]::GetCurrentProcess() | Add-Member JobInstanceId 100 -PassThru)")]
    [InlineData("(& { $table = [System.Data.DataTable]::new(); $null = $table.Columns.Add('Id'); $table.Rows.Add('100') })")]
    [InlineData("(, (100, 100))")]
    [InlineData("' 100 '")]
    [InlineData("[bigint]100")]
    public void Job_ID_is_found(string input)
    {
        using Session session = Session.ConnectedTo(_server);
        foreach (string cmdlet in new[] { "Get-BkJobInstanceStatus", "Wait-BkJobInstance" })
        {
            Assert.Equal(100L, session.Run($"{input} | {cmdlet} | ForEach-Object Id").ThrowIfFailed().Output[0]);
        }

        Assert.NotEmpty(session.Run($"{input} | Get-BkJobStepIpStatus -Failed").ThrowIfFailed().Output);
    }

    [Theory]
    [InlineData("[System.Diagnostics.Process]::GetCurrentProcess()", "System.Diagnostics.Process")]
    [InlineData("[System.Diagnostics.Process]::GetCurrentProcess() | Select-Object Id, ProcessName", "System.Diagnostics.Process")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'Deserialized.System.Diagnostics.Process'; Id = 100 }", "System.Diagnostics.Process")]
    [InlineData("[pscustomobject]@{ PSTypeName = 'CSV:System.Management.Automation.PSRemotingJob'; Id = 100 }", "PSRemotingJob")]
    [InlineData("[System.Threading.Thread]::CurrentThread | Add-Member Id 100 -PassThru", "System.Threading.Thread")]
    [InlineData("[runspace]::DefaultRunspace", "Runspace")]
    [InlineData("$job.Steps[0] | Select-Object Id, Name", "BkJob.StepInstance")]
    [InlineData("$job.Steps[0] | Select-Object Id, StepId | ConvertTo-Csv | ConvertFrom-Csv", "PSCustomObject")]
    [InlineData("$job.Steps[0] | Select-Object Id, RetryCount | ConvertTo-Json | ConvertFrom-Json", "PSCustomObject")]
    [InlineData("$job.Hosts", "BkJob.HostSummary")]
    [InlineData("$job.Blocks[0]", "BkJob.StepBlock")]
    [InlineData("'a;b', '1;2' | ConvertFrom-Csv", "-Delimiter ';'")]
    [InlineData("\"job`tbiz\", \"1`t2\" | ConvertFrom-Csv", "-Delimiter '`t'")]
    [InlineData("'job,biz', '1,2' | ConvertFrom-Csv", "it has job, biz")]
    public void Object_that_is_not_a_job_is_rejected(string input, string words)
    {
        using Session session = Session.ConnectedTo(_server);
        session.Run("$job = Get-BkJobInstanceStatus 100").ThrowIfFailed();
        _server.Requests.Clear();
        foreach (string cmdlet in new[] { "Get-BkJobInstanceStatus", "Wait-BkJobInstance", "Get-BkJobStepIpStatus" })
        {
            Outcome outcome = session.Run($"{input} | {cmdlet}");
            Assert.Empty(outcome.Output);
            ErrorRecord error = Assert.Single(outcome.Errors);
            Assert.StartsWith("BkJobInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
            Assert.Contains(words, error.Exception.Message, StringComparison.Ordinal);
        }

        Assert.Empty(_server.Requests.All);
    }

    [Theory]
    [InlineData("103 | Get-BkJobInstanceStatus -BizId { 1 }", "103")]
    [InlineData("'x,y', '103,1', '100,1' | ConvertFrom-Csv | Get-BkJobInstanceStatus -Id { $_.x } -BizId { $_.y }", "103 100")]
    [InlineData("'x', '103', '', '100' | Wait-BkJobInstance -Id { if ($_ -ne 'x') { $_ } else { 103 } } -ErrorAction Ignore | Sort-Object Id", "100 103")]
    public void Script_blocks_select_properties(string line, string ids)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Equal(ids, string.Join(' ', session.Run($"{line} | ForEach-Object Id").ThrowIfFailed().Output));
    }
}
