using System.Management.Automation;

namespace BkJob.Module.Tests.Logs;

/// <summary>Group-BkJobLog as it is typed. Which texts are equal is in LogGrouperTests of the core.</summary>
public sealed class GroupLogTests : IDisposable
{
    private readonly Session _session = LogSession.Create();

    [Theory]
    [InlineData("(New-Log 10.0.0.1 a), (New-Log 10.0.0.2 b), (New-Log 10.0.0.3 b) | Group-BkJobLog | ForEach-Object { \"$($_.Count) $($_.Content)\" }", "2 b|1 a")]
    [InlineData("Group-BkJobLog -InputObject (New-Log 10.0.0.1 a), (New-Log 10.0.0.2 a) | ForEach-Object Count", "2")]
    [InlineData(",((New-Log 10.0.0.1 a), (New-Log 10.0.0.2 a)) | Group-BkJobLog | ForEach-Object Count", "2")]
    [InlineData("(New-Log 10.0.0.1 'on 10.0.0.1'), (New-Log 10.0.0.2 'on 10.0.0.2') | Group-BkJobLog | ForEach-Object Count", "1|1")]
    [InlineData("(New-Log 10.0.0.1 'on 10.0.0.1'), (New-Log 10.0.0.2 'on 10.0.0.2') | Group-BkJobLog -IgnoreHost | ForEach-Object Count", "2")]
    [InlineData("(New-Copy 10.0.0.1 a), (New-Log 10.0.0.2 a) | Group-BkJobLog | ForEach-Object { $_.Hosts }", "10.0.0.1|10.0.0.2")]
    [InlineData("Group-BkJobLog -InputObject $null", "")]
    [InlineData("@() | Group-BkJobLog", "")]
    public void Line_returns_these_groups(string line, string expected) =>
        Assert.Equal(expected, string.Join('|', _session.Run(line).ThrowIfFailed().Output));

    [Theory]
    [InlineData("'text' | Group-BkJobLog", "System.String")]
    [InlineData("[pscustomobject]@{ Content = 'x' } | Group-BkJobLog", "PSCustomObject")]
    [InlineData("$null | Group-BkJobLog", "null")]
    [InlineData("Group-BkJobLog", "No log")]
    public void Input_that_is_not_a_log_is_rejected(string line, string text)
    {
        ErrorRecord error = Assert.Single(_session.Run(line).AllErrors);
        Assert.StartsWith("BkJobInvalidArgument,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(text, error.Exception.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("Get-BkJobLog", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_logs_continue_after_an_error()
    {
        Outcome outcome = _session.Run("'x', (New-Log 10.0.0.1 a), 7, (New-Log 10.0.0.2 a) | Group-BkJobLog | ForEach-Object Count");
        Assert.Equal(["BkJobInvalidArgument", "BkJobInvalidArgument"], outcome.ErrorIds);
        Assert.Equal([2], outcome.Output);
    }

    [Theory]
    [InlineData("JobInstanceId", "100")]
    [InlineData("StepInstanceId", "200")]
    [InlineData("StepName", "Restart web tier")]
    [InlineData("Ip", "10.0.0.1")]
    [InlineData("CloudId", "3")]
    [InlineData("HostId", "501")]
    [InlineData("ContainerName", "web-重启")]
    [InlineData("Status", "NonZeroExitCode")]
    [InlineData("Outcome", "Failed")]
    [InlineData("ExitCode", "-1")]
    [InlineData("Attempt", "2")]
    [InlineData("Content", "a\nb")]
    [InlineData("BizId", "1")]
    [InlineData("ScopeType", "biz_set")]
    [InlineData("PSComputerName", "10.0.0.1")]
    [InlineData("Files.SourcePath", "/tmp/x")]
    [InlineData("Files.Status", "Finished")]
    public void Saved_log_is_restored(string property, string value)
    {
        _session.Run("""
            $log = New-Log 10.0.0.1 "a`nb" @{ CloudId = 3; HostId = 501; ContainerName = 'web-重启'; ExitCode = -1; Attempt = 2; ScopeType = 'biz_set'
                Files = @([pscustomobject]@{ SourcePath = '/tmp/x'; Status = 4; Mode = 1 }) }
            $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($log, 2))
            $restored = ($copy | Group-BkJobLog).Logs[0]
            """).ThrowIfFailed();
        Assert.Equal($"{value}|{value}|{value}", _session.Run($"\"$($log.{property})|$($copy.{property})|$($restored.{property})\"").ThrowIfFailed().Text);
        Assert.Equal("Deserialized.BkJob.HostLog", _session.Run("$copy.PSTypeNames[0]").Text);
    }

    public void Dispose() => _session.Dispose();
}
