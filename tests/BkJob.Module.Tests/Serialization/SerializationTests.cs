using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace BkJob.Module.Tests;

/// <summary>
/// What becomes of the objects in Export-Clixml, Start-Job and remoting: all of them write with PSSerializer's format, to a depth of 2 or 1.
/// </summary>
public sealed class SerializationTests(SerializedJobs saved) : IClassFixture<SerializedJobs>
{
    private const string Save = SerializedJobs.Save;
    private const string Load = SerializedJobs.Load;

    private readonly Session _session = saved.Session;

    public static TheoryData<string, int> Facts => [.. new[]
    {
        "$_.Id", "$_.BizId", "$_.Name", "$_.Status", "$_.Status -eq 4", "$_.Status -eq 'Failed'", "$_.Status -eq [BkJob.JobStatus]::Failed",
        "$_.Outcome -eq 'Failed'", "$_.IsFinished", "$_.StartWay", "$_.StartTime", "$_.StartTime -lt $_.EndTime", "$_.EndTime - $_.CreateTime",
        "$_.TotalTime", "$_.Hosts.Failed", "$_.Hosts.ToString()", "$_.HostsIncluded", "$_.RequestId.Length", "$_.ToString()",
        "$_.Steps.Count", "$_.Steps.Name", "$_.Steps.Status", "$_.Steps.Type", "$_.Steps[1].StartTime", "$_.Steps[1].Hosts.ToString()",
        "$_.Steps.ToString()", "$_.Steps[1].Operations.Code", "$_.Steps[1].Operations.ToString()", "$_.Steps[1].IpStatuses.Count",
        "$_.Steps[1].IpStatuses.Ip", "$_.Steps[1].IpStatuses.Status", "$_.Steps[1].IpStatuses.Where({ $_.Status -eq 12 }).Ip",
        "$_.Steps[1].IpStatuses.Where({ $_.Status -eq 'DispatchFailed' }).Ip", "$_.Steps[1].IpStatuses.Outcome.ForEach({ \"$_\" })", "$_.Steps[1].IpStatuses.ToString()",
        "$_.Blocks.Name", "$_.Blocks.Type", "$_.Blocks[1].Steps[0].IpStatuses[3].Status", "$_.Blocks.ToString()",
    }.SelectMany(fact => new (string, int)[] { (fact, 1), (fact, 2) })];

    [Theory]
    [MemberData(nameof(Facts))]
    public void Copy_has_the_values_of_the_job(string fact, int depth)
    {
        Assert.Equal("Deserialized.BkJob.JobInstance", _session.Run($"$copies[{depth}].PSTypeNames[0]").ThrowIfFailed().Text);
        object[] expected = [.. _session.Run($"$job | ForEach-Object {{ {fact} }}").ThrowIfFailed().Output];
        Assert.NotEmpty(expected);
        Assert.Equal(expected, _session.Run($"$copies[{depth}] | ForEach-Object {{ {fact} }}").ThrowIfFailed().Output);
    }

    /// <summary>The table of a job that is emitted while others are awaited is selected by a type name, which copies retain.</summary>
    [Theory]
    [InlineData("$copy = {Load}({Save}($waited, 2)); $copy | Get-BkJobStepIpStatus -Failed")]
    [InlineData("$copy = {Load}({Save}($waited, 2)); Get-BkJobStepIpStatus -JobInstance $copy -Failed")]
    [InlineData("$copy = {Load}({Save}($waited, 2)); Get-BkJobStepIpStatus $copy -Failed")]
    [InlineData("$waited | Select-Object Id, Status | Get-BkJobStepIpStatus -Failed")]
    [InlineData("$waited | ConvertTo-Csv -IncludeTypeInformation | ConvertFrom-Csv | Get-BkJobStepIpStatus -Failed")]
    public void Copy_of_a_job_that_was_waited_for_is_a_job(string line)
    {
        string script = line.Replace("{Load}", Load, StringComparison.Ordinal).Replace("{Save}", Save, StringComparison.Ordinal);
        string[] expected = _session.Run("$job | Get-BkJobStepIpStatus -Failed | ForEach-Object Ip").ThrowIfFailed().As<string>();
        Assert.Equal(expected, _session.Run($"$waited = Wait-BkJobInstance 118; & {{ {script} }} | ForEach-Object Ip").ThrowIfFailed().As<string>());
    }

    [Fact]
    public void Copy_of_a_job_that_was_waited_for_has_the_view_of_a_job()
    {
        _session.Run($"$waited = Wait-BkJobInstance 118; $waited = {Load}({Save}($waited, 2))").ThrowIfFailed();
        Assert.Equal(_session.Print("$copies[2]"), _session.Print("$waited"));
    }

    [Theory]
    [InlineData("$_.Status -eq 21", "$_.Status")]
    [InlineData("$_.Outcome -eq 'Unknown'", "$_.Status.ToString()")]
    public void Code_of_a_newer_server_is_kept(string isSo, string same)
    {
        _session.Run($"$new = Get-BkJobInstanceStatus 116; $copy = {Load}({Save}($new, 2))").ThrowIfFailed();
        Assert.Equal([true], _session.Run($"$copy | ForEach-Object {{ {isSo} }}").ThrowIfFailed().Output);
        Assert.Equal(_session.Run($"$new | ForEach-Object {{ {same} }}").Output, _session.Run($"$copy | ForEach-Object {{ {same} }}").Output);
    }

    /// <summary>Where the module is not: numbers select, names are there as text, times can be read.</summary>
    [Theory]
    [InlineData("($_.Status -eq 4)", "True")]
    [InlineData("$_.Status.ToString()", "Failed")]
    [InlineData("$_.Steps.Count", "3")]
    [InlineData("$_.Steps[1].IpStatuses.Where({ $_.Status -eq 12 }).Ip", "10.0.0.4")]
    [InlineData("$_.Steps[1].IpStatuses[3].Status.ToString()", "DispatchFailed")]
    [InlineData("$_.Blocks[1].Steps[0].Id", "11802")]
    [InlineData("$_.Hosts.Failed", "2")]
    [InlineData("$_.StartTime.UtcDateTime.GetType().Name", "DateTime")]
    public void Copy_works_without_the_module(string fact, string said)
    {
        saved.LoadElsewhere("$job");
        Assert.Equal(said, saved.Elsewhere.Run($"$copy | ForEach-Object {{ {fact} }}").ThrowIfFailed().Text);
    }

    [Theory]
    [InlineData("($_.StartTime -eq $live.StartTime)", "True")]
    [InlineData("$_.ExitCode", "0")]
    [InlineData("$_.Tag", "cleaned")]
    [InlineData("($_.StartTime.Offset -eq $live.StartTime.ToLocalTime().Offset)", "True")]
    [InlineData("($_.StartTime.ToUnixTimeSeconds() -eq $live.StartTime.ToUnixTimeSeconds())", "True")]
    [InlineData("$_.TotalTime", "00:00:27.5440000")]
    public void Job_times_are_exact_and_host_times_are_in_seconds(string fact, string said)
    {
        using var server = RawResponse.OfJson(GatewayJob.Body);
        using var session = new Session();
        GatewayJob.Connect(session, server);
        bool ofJob = fact.Contains("$_.StartTime -eq", StringComparison.Ordinal);
        session.Run($"$job = Get-BkJobInstanceStatus 20000482006 -IncludeHosts; $copy = {Load}({Save}($job, 2))").ThrowIfFailed();
        session.Run(ofJob ? "$live = $job" : "$live = $job.Steps[0].IpStatuses[0]; $copy = $copy.Steps[0].IpStatuses[0]").ThrowIfFailed();
        Assert.Equal(said, session.Run($"$copy | ForEach-Object {{ \"$({fact})\" }}").ThrowIfFailed().Text);
    }

    [Fact]
    public void Copy_of_a_copy_is_the_same()
    {
        _session.Run($"$copy = {Load}({Save}($copies[2], 2))").ThrowIfFailed();
        Assert.Equal([true], _session.Run("$copy.StartTime -eq $job.StartTime -and $copy.Steps[1].IpStatuses[3].Status -eq 'DispatchFailed'").Output);
        Assert.Equal(_session.Print("$job"), _session.Print("$copy"));
    }

    /// <summary>All is saved once: what blocks share with the job is a reference, and a host is no book.</summary>
    [Fact]
    public void Many_hosts_are_serialized_compactly()
    {
        const int Hosts = 2000;
        using var server = RawResponse.OfJson(GatewayJob.WithHosts(Hosts));
        using var session = new Session();
        GatewayJob.Connect(session, server);
        string text = session.Run($"{Save}((Get-BkJobInstanceStatus 20000482006 -IncludeHosts), 2)").ThrowIfFailed().Text;
        Assert.Equal(Hosts, text.Split("<S N=\"Ip\">").Length - 1);
        Assert.InRange(text.Length / Hosts, 0, 2000);
    }

    public static TheoryData<string, string, bool> Views => [.. new (string, string)[]
    {
        ("Format-Table", "$job"), ("Format-Table", "$job.Steps"), ("Format-Table", "$job.Steps[1].IpStatuses"), ("Format-Table", "$job.Blocks"),
        ("Format-Table", "$job.Hosts"), ("Format-Table", "$job.Steps[1].Operations"), ("Format-Table", "Get-BkJobContext"),
        ("Format-Table", "Get-BkJobInstanceStatus 116"),
        ("Format-List", "$job"), ("Format-List", "$job.Steps"), ("Format-List", "$job.Steps[1].IpStatuses"), ("Format-List", "$job.Blocks"),
        ("Format-List", "$job.Hosts"), ("Format-List", "$job.Steps[1].Operations"), ("Format-List", "Get-BkJobContext"),
        ("Format-Custom", "$job"), ("Format-Wide", "$job"), ("Format-Wide", "$job.Steps[1].IpStatuses"),
    }.SelectMany(view => new (string, string, bool)[] { (view.Item1, view.Item2, true), (view.Item1, view.Item2, false) })];

    /// <summary>Also where the module was loaded only after the copy was read, so that nothing of it could be converted.</summary>
    [Theory]
    [MemberData(nameof(Views))]
    public void Copy_is_displayed_like_the_object(string format, string what, bool isConverted)
    {
        string text = _session.Run($"$things = & {{ {what} }}; $text = {Save}($things, 2); $text").ThrowIfFailed().Text;
        string shown = _session.Print($"{what} | {format}");
        Assert.NotEmpty(shown.Trim());
        if (isConverted)
        {
            Assert.Equal(shown, _session.Print($"{Load}($text) | {format}"));
            return;
        }

        using var late = new Session(state: InitialSessionState.CreateDefault2());
        late.Set("text", text);
        late.Run($"$copy = @({Load}($text)); Import-Module '{Repository.Manifest}'; $null = Get-BkJobContext").ThrowIfFailed();
        Assert.Equal(shown, late.Print($"$copy | {format}"));
    }

    [Theory]
    [InlineData("$copy | Get-BkJobStepIpStatus -Failed", "10.0.0.7 10.0.0.14 10.0.0.20")]
    [InlineData("$copy.Steps[1] | Get-BkJobStepIpStatus -Failed", "10.0.0.7 10.0.0.14 10.0.0.20")]
    [InlineData("$copy.Steps[0] | Get-BkJobStepIpStatus -Failed", "")]
    [InlineData("$copy.Steps[1].IpStatuses[6] | Get-BkJobStepIpStatus -Failed", "10.0.0.7")]
    [InlineData("(Get-BkJobStepIpStatus -StepInstance $copy.Steps[1] -Failed)", "10.0.0.7 10.0.0.14 10.0.0.20")]
    public void Piped_copy_is_requested_again(string line, string ips)
    {
        _session.Run($"$copy = {Load}({Save}((Get-BkJobInstanceStatus 100), 2))").ThrowIfFailed();
        saved.Server.Requests.Clear();
        Assert.Equal(ips, string.Join(' ', _session.Run($"({line}).Ip").ThrowIfFailed().Output));
        Assert.Contains("job_instance_id=100&", saved.Server.Requests.All.Single().Query + "&");
    }

    [Theory]
    [InlineData("$copy | Wait-BkJobInstance")]
    [InlineData("$copy.Steps[1] | Wait-BkJobInstance")]
    [InlineData("$copy | Get-BkJobInstanceStatus")]
    [InlineData("$copy.Steps[1] | Get-BkJobInstanceStatus")]
    public void Copy_can_be_queried_and_awaited(string line)
    {
        _session.Run($"$copy = {Load}({Save}((Get-BkJobInstanceStatus 100), 2))").ThrowIfFailed();
        Assert.Equal([100L], _session.Run($"({line}).Id").ThrowIfFailed().Output);
    }

    [Fact]
    public void Copy_of_a_context_is_rejected_with_a_message()
    {
        ErrorRecord error = _session.Run($"Get-BkJobInstanceStatus 100 -Context ({Load}({Save}((Get-BkJobContext), 2)))").Terminating!;
        Assert.StartsWith("BkJobNotConnected", error.FullyQualifiedErrorId);
        Assert.Contains("no longer holds credentials", error.ToString());
    }

    [Theory]
    [InlineData("Brief", "Id Name Status Hosts BizId ScopeType ScopeId")]
    [InlineData("Timing", "Id Status CreateTime StartTime EndTime TotalTime BizId ScopeType ScopeId")]
    [InlineData("Whole", "Id BizId ScopeType ScopeId Name Status IsFinished Outcome Operator StartWay PlanId CreateTime StartTime EndTime TotalTime CurrentStepInstanceId Steps Hosts HostsIncluded RequestId Url AvailableActions")]
    public void Sets_of_properties_are_those_of_the_object(string set, string names)
    {
        foreach (string each in new[] { "$job", "$copies[2]" })
        {
            Assert.Equal(names, _session.Run($"\"$({each}.PSObject.Members['{set}'].ReferencedPropertyNames)\"").ThrowIfFailed().Text);
        }
    }

    [Theory]
    [InlineData("$copies | Where-Object Outcome -eq Failed | ForEach-Object Id", "100 104")]
    [InlineData("$copies | Where-Object Outcome -in Succeeded, Cancelled | ForEach-Object Id", "103 108")]
    [InlineData("$copies | Where-Object { $_.Outcome -eq 'WaitingForUser' } | ForEach-Object Id", "107")]
    [InlineData("$copies | Where-Object Outcome -eq Unknown | ForEach-Object Id", "116")]
    [InlineData("$copies | Where-Object Status -eq 4 | ForEach-Object Id", "100 104")]
    [InlineData("$copies | Group-Object Outcome | Sort-Object Name | ForEach-Object Name", "Cancelled Failed Succeeded Unknown WaitingForUser")]
    [InlineData("$copies[0].Steps[1].IpStatuses | Where-Object Outcome -eq Failed | ForEach-Object Ip", "10.0.0.7 10.0.0.14 10.0.0.20")]
    [InlineData("$copies[0].Steps[1].IpStatuses | Where-Object Status -eq 104 | ForEach-Object Ip", "10.0.0.7")]
    public void Outcome_is_a_text_without_the_module(string line, string expected)
    {
        using Session session = Session.ConnectedTo(saved.Server);
        foreach (int depth in new[] { 1, 2 })
        {
            string text = session.Run(
                "$jobs = 100, 103, 104, 107, 108, 116 | Get-BkJobInstanceStatus; "
                + $"[System.Management.Automation.PSSerializer]::Serialize($jobs, {depth})").ThrowIfFailed().Text;
            using var elsewhere = new Session(state: InitialSessionState.CreateDefault());
            elsewhere.Set("saved", text);
            elsewhere.Run("$copies = [System.Management.Automation.PSSerializer]::Deserialize($saved)").ThrowIfFailed();
            Assert.Equal(expected, string.Join(' ', elsewhere.Run(line).ThrowIfFailed().Output));
        }
    }
}
