using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>The cmdlets that start jobs: validation first, ShouldProcess, one job, and what a user sees (design-actions.md §1, §5.3).</summary>
public sealed class StartCmdletTests : IAsyncLifetime
{
    private const string Script = "Start-BkJobScript -Script 'echo hello' -Language Shell -Target 0:10.0.0.1 -Account root";

    private readonly DirectoryInfo _files = Directory.CreateTempSubdirectory("bkjob-files-");
    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        // A lost start is searched for in the history for half a minute.
        FastClock.Install(speed: 50);
        _server = await SimulatorServer.StartAsync(new SimulatorOptions
        {
            EngineDelay = TimeSpan.FromMilliseconds(50),
            Starts = new StartOptions { Step = new SimulatedStep { Seconds = 0.1 } },
        });
        _server.Jobs.Plans.Add(new SimulatedPlan
        {
            Id = 1000,
            Name = "Deploy",
            Variables =
            [
                new() { Id = 1, Name = "VERSION", Required = true },
                new() { Id = 2, Name = "HOSTS", Type = 3, Hosts = [new(2_000_001, "10.0.0.1"), new(2_000_002, "10.0.0.2")] },
                new() { Id = 3, Name = "PASSWORD", Type = 4, Value = "old" },
                new() { Id = 4, Name = "PORTS", Type = 6, Value = "(\"80\")" },
            ],
            Steps = [new() { Name = "Copy", TargetVariable = "HOSTS" }],
        });
    }

    public ValueTask DisposeAsync()
    {
        FastClock.Remove();
        _files.Delete(recursive: true);
        return _server.DisposeAsync();
    }

    [Theory]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2' }", "execute_job_plan Deploy VERSION=2")]
    [InlineData("Start-BkJobPlan 1000 -Variable ('{ \"VERSION\": \"2\", \"HOSTS\": [11] }' | ConvertFrom-Json)", "execute_job_plan Deploy HOSTS=11 VERSION=2")]
    [InlineData("Start-BkJobPlan -Name Deploy -Variable @{ version = 2 }", "execute_job_plan Deploy VERSION=2")]
    [InlineData("Get-BkJobPlan 1000 | Start-BkJobPlan -Variable @{ VERSION = '2'; HOSTS = '0:10.0.0.7', 11 }", "execute_job_plan Deploy HOSTS=11+0:10.0.0.7 VERSION=2")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = 'a b'; PORTS = 80, '4 4' }", "execute_job_plan Deploy PORTS=(\"80\" \"4 4\") VERSION=a b")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2'; PASSWORD = $secret }", "execute_job_plan Deploy PASSWORD=demo-secret VERSION=2")]
    [InlineData(Script, "fast_execute_script Shell script # echo hello @0:10.0.0.1 root")]
    [InlineData(Script + " -TaskName Clean -ArgumentList a, 'b c'", "fast_execute_script Clean # echo hello @0:10.0.0.1 root a 'b c'")]
    [InlineData(Script + " -SecretArgument $secret", "fast_execute_script Shell script # echo hello @0:10.0.0.1 root demo-secret secret")]
    [InlineData("Get-BkJobStepIpStatus 100 -Failed | Start-BkJobScript -Script id -Language Shell -Account root", "fast_execute_script Shell script # id @2000007+2000014+2000020 root")]
    [InlineData("Start-BkJobScript -ScriptVersionId 1000003 -Target 7, topo:module/1000, group:blo8 -Account 5 -WhatIf", "")]
    [InlineData("Send-BkJobFile /data/a -From 0:10.0.0.1 -Destination /data/ -Target 0:10.0.0.2 -Account root", "fast_transfer_file a # /data/a>/data/ strict @0:10.0.0.2 root")]
    [InlineData("Send-BkJobFile -Path $file -Destination /data/ -Target 0:10.0.0.2 -Account root", "push_config_file app.conf # app.conf>/data/ @0:10.0.0.2 root")]
    public void Line_starts_this_job(string line, string start)
    {
        string file = WriteFile("app.conf", "key = value");
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Set("file", file);
        Outcome outcome = session.Run(line).ThrowIfFailed();
        Assert.Empty(outcome.Warnings);
        Assert.Equal(start, string.Join(", ", _server.Jobs.Starts.Select(Describe)));
        Assert.Equal(start.Length == 0 ? 0 : 1, outcome.Output.Count);
        Assert.All(_server.Jobs.Starts.Where(accepted => accepted.Operation != "push_config_file"), accepted => Assert.False(accepted.StartTask));
    }

    [Theory]
    [InlineData("EsbV2", Script)]
    [InlineData("EsbV3", "Start-BkJobPlan 1000 -Variable @{ VERSION = '2' }")]
    [InlineData("GatewayV3", Script)]
    [InlineData("GatewayV4", Script)]
    [InlineData("GatewayV4", "Start-BkJobPlan 1000 -Variable @{ VERSION = '2' }")]
    public void Job_is_started_once_and_waited_for_over_each_API(string api, string line)
    {
        using Session session = Session.ConnectedTo(
            _server, $"-Api {api}" + (api.StartsWith("Gateway", StringComparison.Ordinal) ? " -ApplicationState" : ""));
        Assert.Equal("Succeeded", session.Run($"({line} -Wait).Status").ThrowIfFailed().Text);
        Assert.Equal(1, Assert.Single(_server.Jobs.Starts).EffectiveStarts);
    }

    [Theory]
    [InlineData("'kube:BCS-K8S-00001/prod/web-0,web-1/app'", "cluster:BCS-K8S-00001 namespace:prod pod:web-0,web-1 container:app", "app app")]
    [InlineData("@{ Cluster = 'BCS-K8S-00001'; Namespace = 'prod'; Label = 'app=web'; Container = 'app' }", "cluster:BCS-K8S-00001 namespace:prod label:app=web container:app", "app app app")]
    [InlineData("@{ Cluster = 'BCS-K8S-00002'; Workload = 'deployment/api' }", "cluster:BCS-K8S-00002 workload:deployment/api", "app app")]
    [InlineData("'kube:BCS-K8S-00002/*', 'kube:BCS-K8S-00001/test'", "cluster:BCS-K8S-00002+cluster:BCS-K8S-00001 namespace:test", "app app app")]
    public void Script_runs_in_containers(string target, string received, string names)
    {
        using Session session = Session.ConnectedTo(_server, "-Api GatewayV4 -ApplicationState");
        Assert.Equal(names, session.Run(
            $"$job = Start-BkJobScript -Script id -Language Shell -Account root -Target ({target}) -Wait; ($job | Get-BkJobStepIpStatus).ContainerName -join ' '")
            .ThrowIfFailed().Text);
        Assert.Equal(received, string.Join('+', Assert.Single(_server.Jobs.Starts).Targets));
    }

    [Theory]
    [InlineData("-Target 'kube:BCS-K8S-00001/*'", "on kube:BCS-K8S-00001/*")]
    [InlineData("-Target 'kube:BCS-K8S-00001/prod' -MaxTarget 0", "on kube:BCS-K8S-00001/prod")]
    [InlineData("-Target 'kube:BCS-K8S-00001/prod' -MaxTarget 5", "only the server knows the hosts of kube:BCS-K8S-00001/prod")]
    public void Containers_are_displayed_before_a_start_and_never_within_a_limit(string target, string text)
    {
        using Session session = Session.ConnectedTo(_server, "-Api GatewayV4 -ApplicationState", width: 300);
        string screen = session.Print($"Start-BkJobScript -Script id -Language Shell -Account root {target} -WhatIf");
        Assert.Contains(text, screen, StringComparison.Ordinal);
        Assert.Equal(0, CountCommands());
    }

    /// <summary>What can't be served is an error with the way forward, also before a start that is only displayed.</summary>
    [Theory]
    [InlineData("EsbV3", "Start-BkJobScript -Script id -Language Shell -Account root -Target kube:c1/prod", "BkJobNotSupported", "-Api GatewayV4")]
    [InlineData("EsbV2", "Start-BkJobScript -Script id -Language Shell -Account root -Target kube:c1/prod", "BkJobNotSupported", "-Api GatewayV4")]
    [InlineData("GatewayV3", "Start-BkJobScript -Script id -Language Shell -Account root -Target kube:c1/prod", "BkJobNotSupported", "-Api GatewayV4")]
    [InlineData("GatewayV4", "Send-BkJobFile /a -From 1 -Destination /b/ -Account root -Target kube:c1/prod", "BkJobNotSupported", "Start-BkJobScript")]
    [InlineData("GatewayV4", "Start-BkJobPlan 1000 -Variable @{ VERSION = 1; HOSTS = 'kube:c1/prod' }", "BkJobNotSupported", "Start-BkJobScript")]
    [InlineData("GatewayV4", "Start-BkJobScript -Script id -Language Shell -Account root -Target @{ Cluster = 'c1'; Namespac = 'prod' }", "BkJobInvalidTarget", "kube:BCS-K8S-00001/prod/web-0/app")]
    [InlineData("GatewayV4", "Start-BkJobScript -Script id -Language Shell -Account root -Target kube:c1/prod, 5", "BkJobInvalidTarget", "kube:BCS-K8S-00001/prod/web-0/app")]
    [InlineData("GatewayV4", "Get-BkJobStepIpStatus 141 -Failed | Start-BkJobScript -Script id -Language Shell -Account root", "BkJobNotSupported", "Restart-BkJobStep 141 -StepInstanceId STEP -BizId 1")]
    [InlineData("GatewayV4", "Get-BkJobStepIpStatus 141 -Failed | ConvertTo-Csv | ConvertFrom-Csv | Start-BkJobScript -Script id -Language Shell -Account root", "BkJobNotSupported", "Restart-BkJobStep 141 -StepInstanceId STEP -BizId 1")]
    [InlineData("GatewayV4", "Get-BkJobLog 141 -Failed | Start-BkJobScript -Script id -Language Shell -Account root", "BkJobNotSupported", "Restart-BkJobStep 141 -StepInstanceId STEP -BizId 1")]
    public void Containers_that_can_not_be_a_target_are_an_error(string api, string line, string id, string advice)
    {
        using Session session = Session.ConnectedTo(
            _server, $"-Api {api}" + (api.StartsWith("Gateway", StringComparison.Ordinal) ? " -ApplicationState" : ""));
        string step = api == "GatewayV4" ? session.Run("\"$((Get-BkJobInstanceStatus 141).Steps[1].Id)\"").Text : "";
        ErrorRecord error = Assert.Single(session.Run($"{line} -WhatIf").AllErrors);
        Assert.StartsWith(id, error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(advice.Replace("STEP", step, StringComparison.Ordinal), error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(_server.Jobs.Starts);
    }

    /// <summary>Job 2.x knows neither host IDs nor jobs that are only created: -WhatIf displays no start that would fail.</summary>
    [Theory]
    [InlineData("Start-BkJobScript -Script id -Language Shell -Account root -Target 7", "Host 7")]
    [InlineData(Script + " -CreateOnly", "-CreateOnly")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2' } -CreateOnly", "-CreateOnly")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2'; HOSTS = 7 }", "Host 7")]
    [InlineData("Send-BkJobFile /a -From 7 -Destination /b/ -Account root -Target 0:10.0.0.1", "Host 7")]
    [InlineData("Start-BkJobScript -ScriptId abc -Account root -Target 0:10.0.0.1", "EsbV3")]
    public async Task WhatIf_reports_what_the_server_can_not_serve(string line, string text)
    {
        await using SimulatorServer server = await SimulatorServer.StartAsync(new SimulatorOptions { Profile = ServerProfile.Job2x }, TestContext.Current.CancellationToken);
        server.Jobs.Plans.Add(new SimulatedPlan
        {
            Id = 1000,
            Variables = [new() { Id = 1, Name = "VERSION" }, new() { Id = 2, Name = "HOSTS", Type = 3, Hosts = [new(null, "10.0.0.1")] }],
            Steps = [new() { TargetVariable = "HOSTS" }],
        });
        foreach (string whatIf in new[] { "{0} -WhatIf", "& {{ $WhatIfPreference = $true; {0} }}", "{0}" })
        {
            using Session session = Session.ConnectedTo(server);
            ErrorRecord error = Assert.Single(session.Run(string.Format(System.Globalization.CultureInfo.InvariantCulture, whatIf, line)).AllErrors);
            Assert.Equal("BkJobNotSupported", error.FullyQualifiedErrorId.Split(',')[0]);
            Assert.Contains(text, error.Exception.Message, StringComparison.Ordinal);
            Assert.Contains("-BkJob", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        }

        Assert.Empty(server.Jobs.Starts);
    }

    [Theory]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSIONS = '2' }", "BkJobUnknownVariable", "VERSION")]
    [InlineData("Start-BkJobPlan 1000", "BkJobMissingVariable", "VERSION")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2'; PASSWORD = '******' }", "BkJobInvalidVariable", "PASSWORD")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = $secret }", "BkJobInvalidVariable", "VERSION")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2'; HOSTS = @() }", "BkJobEmptyTarget", "HOSTS")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2'; HOSTS = '10.0.0.1' }", "BkJobInvalidTarget", "10.0.0.1")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2' } -MaxTarget 1", "BkJobTooManyTargets", "2")]
    [InlineData("Start-BkJobPlan 9999", "BkJobPlanNotFound", "9999")]
    [InlineData("Start-BkJobPlan -Name nothing", "BkJobPlanNotFound", "nothing")]
    [InlineData("Start-BkJobPlan -Name deploy", "BkJobPlanNotFound", "deploy")]
    [InlineData("Start-BkJobPlan -Name 'Restart gateway 重启网关'", "BkJobAmbiguousPlan", "1000790, 1000791")]
    [InlineData("Start-BkJobScript -Script id -Target 0:10.0.0.1 -Account root", "BkJobInvalidArgument", "-Language")]
    [InlineData("Start-BkJobScript ./no-such.sh -Target 0:10.0.0.1 -Account root", "BkJobInvalidArgument", "no-such.sh")]
    [InlineData("Start-BkJobScript ./no-such.txt -Target 0:10.0.0.1 -Account root", "BkJobInvalidArgument", "-Language")]
    [InlineData("Start-BkJobScript -Script ' ' -Language Shell -Target 0:10.0.0.1 -Account root", "BkJobInvalidArgument", "empty")]
    [InlineData("Start-BkJobScript -Script id -Language Shell -Target 0:10.0.0.1", "BkJobInvalidArgument", "-Account")]
    [InlineData("Start-BkJobScript -Script id -Language Shell -Account root", "BkJobEmptyTarget", "-Target")]
    [InlineData("Start-BkJobScript -Script id -Language Shell -Target web-1 -Account root", "BkJobInvalidTarget", "web-1")]
    [InlineData("Start-BkJobScript -Script id -Language Shell -Target (1..5) -MaxTarget 4 -Account root", "BkJobTooManyTargets", "5")]
    [InlineData(Script + " -ArgumentList a -SecretArgument $secret", "BkJobInvalidArgument", "-SecretArgument")]
    [InlineData(Script + " -ArgumentList \"a`nb\"", "BkJobInvalidArgument", "line break")]
    [InlineData(Script + " -RollingMode Manual", "BkJobInvalidArgument", "-RollingExpression")]
    [InlineData(Script + " -Confirm", "BkJobInvalidArgument", "-Confirm:$false")]
    [InlineData(Script + " -Timeout 5", "BkJobInvalidArgument", "-Wait")]
    [InlineData(Script + " -CreateOnly -Wait", "BkJobInvalidArgument", "-CreateOnly")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2' } -Timeout 5", "BkJobInvalidArgument", "-Wait")]
    [InlineData("99999 | Start-BkJobPlan", "BkJobPlanNotFound", "99999")]
    [InlineData("100, 99999 | Get-BkJobStepIpStatus -Failed -ErrorAction SilentlyContinue | Start-BkJobScript -Script id -Language Shell -Account root", "BkJobInvalidTarget", "preceding command")]
    [InlineData("100, 99999 | Get-BkJobStepIpStatus -Failed -ErrorAction SilentlyContinue | Send-BkJobFile /data/a -From 0:10.0.0.1 -Destination /data/ -Account root -WhatIf", "BkJobInvalidTarget", "preceding command")]
    [InlineData("Send-BkJobFile data/a -From 0:10.0.0.1 -Destination /data/ -Target 0:10.0.0.2 -Account root", "BkJobInvalidArgument", "data/a")]
    [InlineData("Send-BkJobFile /data/a -Destination /data/ -Target 0:10.0.0.2 -Account root", "BkJobEmptyTarget", "-Target")]
    [InlineData("Send-BkJobFile README.md -Destination /data/ -Target 0:10.0.0.2 -Account root", "BkJobInvalidArgument", "Send-BkJobFile -Path")]
    [InlineData("Send-BkJobFile /etc/hosts -Destination /data/ -Target 0:10.0.0.2 -Account root", "BkJobEmptyTarget", "Send-BkJobFile -Path")]
    [InlineData("Send-BkJobFile -Path $PSHOME -Destination /data/ -Target 0:10.0.0.2 -Account root", "BkJobInvalidArgument", "is a folder")]
    [InlineData("Start-BkJobScript -Script '' -Language Shell -Target 0:10.0.0.1 -Account root", "BkJobInvalidArgument", "Start-BkJobScript -Script 'df -h' -Language Shell")]
    [InlineData("Start-BkJobScript -Script id -Target 0:10.0.0.1 -Account root", "BkJobInvalidArgument", "-Script 'df -h' -Language Shell -Target")]
    [InlineData("Send-BkJobFile -Path ./no-such -Destination /data/ -Target 0:10.0.0.2 -Account root", "BkJobInvalidArgument", "no-such")]
    public void Error_is_reported_before_anything_is_sent(string line, string id, string text)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        ErrorRecord error = Assert.Single(session.Run(line).AllErrors);
        Assert.Equal(id, error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains(text, error.Exception.Message + error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Matches("-BkJob[A-Z]", error.ErrorDetails.RecommendedAction);
        Assert.Empty(_server.Jobs.Starts);
        Assert.Equal(0, CountCommands());
        Assert.Equal("NotExecuted", Get(error, "Delivery"));
        Assert.IsNotType<long>(error.TargetObject); // Job actions would take it for the ID of a job.
    }

    [Fact]
    public void Start_of_a_plan_that_can_not_be_read_was_not_executed()
    {
        _server.Faults.Add(new Fault { Operation = "get_job_plan_detail", HttpStatus = 502, Times = null });
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3 -MaximumRetryCount 0");
        ErrorRecord error = Assert.Single(session.Run("Start-BkJobPlan 1000 -Variable @{ VERSION = '2' }").AllErrors);
        Assert.Equal("NotExecuted", Get(error, "Delivery"));
        Assert.Equal("Start of job plan 1000", error.TargetObject);
    }

    [Fact]
    public void Target_after_a_handled_error_is_complete()
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Run("Get-BkJobInstanceStatus 99999 -ErrorAction SilentlyContinue; '0:10.0.0.1' | Start-BkJobScript -Script id -Language Shell -Account root").ThrowIfFailed();
        Assert.Single(_server.Jobs.Starts);
    }

    [Theory]
    [InlineData("Start-BkJobPlan 'Nightly log cleanup'", "use -Name")]
    [InlineData("Start-BkJobPlan 0", "-Name")]
    [InlineData("Start-BkJobPlan 1000 -Variable VERSION=2", "-Variable @{ VERSION = ")]
    [InlineData("Start-BkJobPlan 1000 -Variable 2", "-Variable @{ VERSION = ")]
    public void Wrong_argument_names_the_right_one(string line, string text)
    {
        using Session session = Session.ConnectedTo(_server);
        Assert.Contains(text, Assert.Single(session.Run(line).AllErrors).Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WhatIf_resolves_everything_and_sends_reads_only()
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        string screen = session.Print($"Start-BkJobPlan 1000 -Variable @{{ VERSION = '2'; PASSWORD = $secret }} -WhatIf; {Script} -SecretArgument $secret -WhatIf");
        Assert.Matches(@"What if: Start job plan: 1000 'Deploy' on 2 hosts \(business 1 on 127\.0\.0\.1:\d+, as admin\)", screen);
        Assert.Matches(@"VERSION = 2\s", screen);
        Assert.Matches(@"PASSWORD = •••\s", screen);
        Assert.Matches(@"What if: Run script: 'Shell script #[a-z0-9]{8}' on 1 host \(business 1", screen);
        Assert.DoesNotContain("demo-secret", screen, StringComparison.Ordinal);
        Assert.Equal(0, CountCommands());
    }

    public static TheoryData<string, string[]> Previews => new()
    {
        {
            "Start-BkJobScript $file -Target 7, '8 (0:10.0.0.8)', 0:10.0.0.9 -Account root -ArgumentList a, 'b c' -CallbackUrl https://ci.example.com/done?key=hunter2",
            [
                "Run script: 'a.sh #", "' on 3 hosts (business 1", "Hosts: 7; 8 (0:10.0.0.8); 0:10.0.0.9 (hosts: 3)", "Account: root",
                "Script: FILE (Shell, 3 bytes, SHA-256 ba7816bf8f01)", "Arguments: a 'b c'", "Callback: https://ci.example.com\n",
            ]
        },
        { "Start-BkJobScript -Script abc -Language Shell -Target 7 -Account 5 -SecretArgument $secret", ["Script: text of -Script (Shell, 3 bytes, SHA-256 ba7816bf8f01)", "Account: 5", "Arguments: •••"] },
        { "Start-BkJobScript -ScriptId abcd -Target 7 -Account root", ["Script: abcd of the server, in its published version"] },
        { "Start-BkJobScript -ScriptVersionId 1000003 -Target (1..25), topo:module/1000 -Account root", ["25 hosts and topo:module/1000", "Hosts: 1; 2;", "20; … 6 more", "Script: version 1000003 of the server"] },
        {
            "Send-BkJobFile /data/a, /data/b -From 0:10.0.0.1, 9 -FromAccount admin -Destination /srv/ -Target 7 -Account root",
            ["Transfer files: 'a #", "Hosts: 7 (hosts: 1)", "Account: root", "Files: /data/a; /data/b", "Source: 0:10.0.0.1; 9 (hosts: 2), account admin", "Destination: /srv/"]
        },
        { "Send-BkJobFile -Path $file -Destination /srv/ -Target 7 -Account root", ["Files: a.sh (3 bytes, SHA-256 ba7816bf8f01)", "Destination: /srv/"] },
        { "Start-BkJobScript -Script abc -Language Shell -Target 7 -Account root -TaskName \"x' on 0 hosts`e[2J\"", ["'x'' on 0 hosts␛[2J #"] },
        { "Start-BkJobPlan 1000 -Variable @{ VERSION = 1; HOSTS = 7, 8 } -CallbackUrl https://ci.example.com/?key=hunter2", ["1000 'Deploy' on 2 hosts", "Hosts: 7; 8 (hosts: 2)", "Callback: https://ci.example.com\n"] },
    };

    [Theory]
    [MemberData(nameof(Previews))]
    public void Preview_identifies_what_runs_where(string line, string[] parts)
    {
        string file = WriteFile("a.sh", "abc");
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3", width: 500);
        session.Set("file", file);
        string screen = session.Print($"{line} -WhatIf");
        Assert.All(parts, part => Assert.Contains(part.Replace("FILE", file), screen, StringComparison.Ordinal));
        Assert.DoesNotContain("hunter2", screen, StringComparison.Ordinal);
        Assert.Equal(0, CountCommands());
    }

    [Theory]
    [InlineData("fast_execute_script", Script, 1)]
    [InlineData("execute_job_plan", "Start-BkJobPlan 1000 -Variable @{ VERSION = '2'; PASSWORD = $secret }", 1)]
    public void No_secret_appears_in_any_stream(string operation, string line, int count)
    {
        _server.Faults.Add(new Fault { Operation = operation, EnvelopeCode = 1240003, Message = "value hunter2-demo-secret" });
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        string argument = operation == "fast_execute_script" ? " -SecretArgument $secret" : "";
        string all = session.Run(
            $"& {{ {line}{argument} -Verbose -Debug -ErrorVariable failed -ErrorAction SilentlyContinue; $failed | Format-List * -Force; $failed | ConvertTo-Json -Depth 3 }} *>&1 | Out-String -Width 500").Text;
        Assert.Contains("1240003", all, StringComparison.Ordinal);
        Assert.DoesNotContain("demo-secret", all, StringComparison.Ordinal);
        Assert.Equal(count, CountCommands());
    }

    [Theory]
    [InlineData("ci.example.com/done")]
    [InlineData("/done")]
    [InlineData("ftp://ci.example.com/done")]
    [InlineData("https://")]
    [InlineData("https://user:hunter2@ci.example.com/")]
    [InlineData("javascript:alert(1)")]
    [InlineData(" ")]
    public void Callback_has_to_be_a_web_address(string address)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        foreach (string line in new[] { Script, "Start-BkJobPlan 1000 -Variable @{ VERSION = '2' }" })
        {
            ErrorRecord error = Assert.Single(session.Run($"{line} -CallbackUrl '{address}'").AllErrors);
            Assert.Contains("-CallbackUrl", error.Exception.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("hunter2", error.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty(_server.Jobs.Starts);
    }

    [Theory]
    [InlineData(Script)]
    [InlineData(Script + " -SecretArgument $secret")]
    [InlineData("Start-BkJobPlan 1000 -Variable @{ VERSION = '2'; PASSWORD = $secret }")]
    public void Query_of_a_callback_is_not_traced(string line)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        string trace = session.Run($"{line} -CallbackUrl 'https://ci.example.com/done?key=hunter2&x=1' -Debug 5>&1 | Out-String -Width 5000").ThrowIfFailed().Text;
        Assert.Contains("https://ci.example.com/done", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", trace, StringComparison.Ordinal);
        Assert.DoesNotContain("demo-secret", trace, StringComparison.Ordinal);
    }

    [Fact]
    public void Create_only_returns_a_job_that_is_started_by_the_next_command()
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        Assert.Equal("NotStarted", session.Run($"$job = {Script} -CreateOnly; $job.Status").ThrowIfFailed().Text);
        Assert.Equal(0, Assert.Single(_server.Jobs.Starts).EffectiveStarts);
        Assert.Equal("Succeeded", session.Run("($job | Start-BkJobInstance -Wait -PassThru).Status").ThrowIfFailed().Text);
    }

    [Fact]
    public void Lost_start_of_a_plan_lists_the_candidates()
    {
        _server.Faults.Add(new Fault { Operation = "execute_job_plan", Reset = true, AfterExecution = true });
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        ErrorRecord error = Assert.Single(session.Run("Start-BkJobPlan 1000 -Variable @{ VERSION = '2' }").AllErrors);
        AcceptedStart start = Assert.Single(_server.Jobs.Starts);
        Assert.Equal(("BkJobStartUnknown", ErrorCategory.OperationTimeout), (error.FullyQualifiedErrorId.Split(',')[0], error.CategoryInfo.Category));
        Assert.Contains($"{start.JobInstanceId} (NotStarted)", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains($"Start-BkJobInstance {start.JobInstanceId} -BizId 1", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Contains("Find-BkJobInstance -PlanId 1000", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(("Unknown", "", ""), (Get(error, "Delivery"), Get(error, "JobInstanceId"), Get(error, "JobName")));
        session.Set("failed", error);
        Assert.Equal(
            $"{start.JobInstanceId} BkJob.JobPlan 1000",
            session.Run("\"$($failed.Exception.Candidates.Id) $($failed.TargetObject.GetType()) $($failed.TargetObject.Id)\"").ThrowIfFailed().Text);
    }

    [Fact]
    public void Start_of_a_script_that_is_not_found_names_its_marker()
    {
        _server.Faults.Add(new Fault { Operation = "fast_execute_script", HttpStatus = 504 });
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        ErrorRecord error = Assert.Single(session.Run(Script).AllErrors);
        string name = Get(error, "JobName");
        Assert.Matches("^Shell script #[a-z0-9]{8}$", name);

        // The command also finds the job tomorrow: its time is absolute.
        Assert.Matches(@$"Find-BkJobInstance -Name '\*{name[^9..]}' -StartWay Api -After 20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d -BizId 1", error.ErrorDetails.RecommendedAction);
    }

    [Fact]
    public void Job_that_was_found_is_written_before_the_warning()
    {
        _server.Faults.Add(new Fault { Operation = "fast_execute_script", HttpStatus = 502, AfterExecution = true });
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Run($"{Script} -OutVariable job -WarningAction Stop");
        Assert.Equal($"{Assert.Single(_server.Jobs.Starts).JobInstanceId}", session.Run("$job.Id").ThrowIfFailed().Text);
    }

    [Theory]
    [InlineData(false, "Check whether a job appears")]
    [InlineData(true, "The history could not be read")]
    public void Advice_after_a_lost_start_states_whether_the_history_was_read(bool isUnreadable, string advice)
    {
        _server.Faults.Add(new Fault { Operation = "execute_job_plan", Reset = true });
        if (isUnreadable)
        {
            _server.Faults.Add(new Fault { Operation = "get_job_instance_list", HttpStatus = 502, Times = null });
        }

        using Session session = Session.ConnectedTo(_server, "-Api EsbV3 -MaximumRetryCount 0");
        ErrorRecord error = Assert.Single(session.Run("Start-BkJobPlan 1000 -Variable @{ VERSION = '2' }").AllErrors);
        Assert.StartsWith(advice, error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Lost_start_of_a_script_continues_with_a_warning()
    {
        _server.Faults.Add(new Fault { Operation = "fast_execute_script", HttpStatus = 502, AfterExecution = true });
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        Outcome outcome = session.Run($"({Script} -Wait).Id").ThrowIfFailed();
        AcceptedStart start = Assert.Single(_server.Jobs.Starts);
        Assert.Equal($"{start.JobInstanceId}", outcome.Text);
        Assert.Contains($"{start.JobInstanceId}", Assert.Single(outcome.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Created_job_that_can_not_be_started_is_named()
    {
        _server.Faults.Add(new Fault { Operation = "operate_job_instance", EnvelopeCode = 9900403, Times = null });
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        ErrorRecord error = Assert.Single(session.Run(Script).AllErrors);
        long id = Assert.Single(_server.Jobs.Starts).JobInstanceId;
        Assert.Equal("BkJobPermissionDenied", error.FullyQualifiedErrorId.Split(',')[0]);
        Assert.Contains($"{id} was created and not started", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains($"Start-BkJobInstance {id} -BizId 1", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Equal(id, error.TargetObject);
        Assert.Equal(("Executed", $"{id}"), (Get(error, "Delivery"), Get(error, "JobInstanceId")));
        Assert.Matches("^Shell script #[a-z0-9]{8}$", Get(error, "JobName"));
    }

    [Theory]
    [InlineData("Send-BkJobFile /data/a -From 0:10.0.0.1 -Destination /data/ -Target 0:10.0.0.2, 7 -Account root", @"What if: Transfer files: 'a #[a-z0-9]{8}' on 2 hosts \(business 1[^\n]*\n +Hosts: 0:10\.0\.0\.2; 7 [^\n]*\n +Account: root\r?\n +Files: /data/a\r?\n +Source: 0:10\.0\.0\.1 [^\n]*\n +Destination: /data/")]
    [InlineData("Send-BkJobFile -Path $file -Destination /data/ -Target 0:10.0.0.2 -Account root", @"What if: Transfer files: 'app\.conf #[a-z0-9]{8}' on 1 host \(business 1[^\n]*\n +Hosts: 0:10\.0\.0\.2 [^\n]*\n +Account: root\r?\n +Files: [^\n]*app\.conf \(11 bytes, SHA-256 [0-9a-f]{12}\)\r?\n +Destination: /data/")]
    [InlineData("Send-BkJobFile /data/a -From 0:10.0.0.1 -Destination /data/ -Target 0:10.0.0.2 -Account root -CreateOnly", "What if: Create")]
    public void WhatIf_of_a_file_transfer_sends_nothing(string line, string expected)
    {
        string file = WriteFile("app.conf", "key = value");
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3", width: 300);
        session.Set("file", file);
        Assert.Matches(expected, session.Print($"{line} -WhatIf"));
        Assert.Empty(_server.Requests.All);
    }

    /// <summary>The output of a start is the input of the log, whose lines appear while the job runs.</summary>
    [Fact]
    public void Log_of_a_started_job_is_followed()
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        Assert.Equal(
            "10.0.0.1 + echo hello",
            string.Join(' ', session.Run($"{Script} | Get-BkJobLog -Follow | ForEach-Object {{ $_.Ip; $_.Text }}").ThrowIfFailed().Output));
        Assert.Equal(1, Assert.Single(_server.Jobs.Starts).EffectiveStarts);
    }

    [Theory]
    [InlineData(Script, "operate_job_instance")]
    [InlineData(Script + " -Wait", "get_job_instance_status")]
    public async Task Stopped_command_states_the_job_that_exists(string line, string operation)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Run(Script).ThrowIfFailed();
        _server.Faults.Add(new Fault { Operation = operation, Times = null, Delay = TimeSpan.FromMinutes(1) });
        using PowerShell shell = PowerShell.Create(session.Runspace);
        shell.AddScript(line).BeginInvoke();
        await WaitUntil.TrueAsync(() => _server.Requests is { InFlight: > 0 } && _server.Jobs.Starts.Count == 2);
        shell.Stop();
        Assert.Contains($"Job instance {_server.Jobs.Starts[1].JobInstanceId} exists", session.Screen, StringComparison.Ordinal);
    }

    /// <summary>Several starts of one command are waited for together: none of the jobs is lost if the command ends early.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Command_that_ends_early_names_the_jobs_of_its_starts(bool isStopped)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        string plans = "1..3 | ForEach-Object { if ($_ -lt 3) { Get-BkJobPlan 1000 } else { END } }"
            .Replace("END", isStopped ? "$server" : "throw 'end'", StringComparison.Ordinal);
        session.Run("Start-BkJobPlan 1000 -Variable @{ VERSION = '1' }").ThrowIfFailed();
        _server.Faults.Add(new Fault { Operation = "get_job_instance_status", Times = null, HttpStatus = 502 });
        using PowerShell shell = PowerShell.Create(session.Runspace);
        IAsyncResult running = shell.AddScript($"{plans} | Start-BkJobPlan -Variable @{{ VERSION = '2' }} -Wait -WarningAction SilentlyContinue -ErrorAction SilentlyContinue")
            .BeginInvoke();

        // The client knows a job when it requests its status; until then, the request that creates it is what a stopped command names.
        await WaitUntil.TrueAsync(() => _server.Jobs.Starts.Count == 3
            && (!isStopped || _server.Jobs.Starts.All(start => _server.Requests.Count("get_job_instance_status", start.JobInstanceId) > 0)));
        if (isStopped)
        {
            shell.Stop();
        }
        else
        {
            Assert.ThrowsAny<RuntimeException>(() => shell.EndInvoke(running));
        }

        Assert.All(_server.Jobs.Starts.Skip(1), start =>
            Assert.Contains($"Job instance {start.JobInstanceId} exists", session.Screen, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("[pscustomobject]@{ BizId = 1; Ip = '10.0.0.1'; CloudId = 0 }", "business 1")]
    [InlineData("[pscustomobject]@{ bk_biz_id = 2; bk_host_id = 5 }", "business 2")]
    [InlineData("@{ BizId = 3; Ip = '10.0.0.1'; CloudId = 0 }", "business 3")]
    [InlineData("[ordered]@{ bk_biz_id = 4; HostId = 5 }", "business 4")]
    [InlineData("@{ bizid = '3'; HostId = 5 }, [pscustomobject]@{ BizId = 3; HostId = 6 }", "business 3")]
    [InlineData("@{ BizId = 3; HostId = 5 }, @{ BizId = 4; HostId = 6 }", "several businesses")]
    [InlineData("(Get-BkJobStepIpStatus 100 -Failed | Select-Object BizId, Ip, CloudId)", "business 1")]
    public void Rows_start_in_their_own_business(string rows, string scope)
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        Assert.Contains(scope, session.Print($"{rows} | Start-BkJobScript -Script id -Language Shell -Account root -WhatIf"), StringComparison.Ordinal);
    }

    [Fact]
    public void Accounts_that_were_used_are_completed()
    {
        using Session session = Session.ConnectedTo(_server, "-Api EsbV3");
        session.Run(Script).ThrowIfFailed();
        Assert.Equal("root", session.Run(
            "$line = 'Send-BkJobFile -Account r'; (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText").ThrowIfFailed().Text);
    }

    private string WriteFile(string name, string text)
    {
        string path = Path.Combine(_files.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static string Get(ErrorRecord error, string property) => $"{PSObject.AsPSObject(error.Exception).Properties[property].Value}";

    private static string Describe(AcceptedStart start)
    {
        string name = System.Text.RegularExpressions.Regex.Replace(start.Name, " #[a-z0-9]{8}$", " #");
        string variables = string.Join(' ', start.Variables.OrderBy(variable => variable.Name, StringComparer.Ordinal)
            .Select(variable => $"{variable.Name}={variable.Value ?? string.Join('+', variable.Targets)}"));
        string files = start.TargetPath is null ? "" : $"{string.Join('+', start.Files)}>{start.TargetPath}";
        string mode = start.TransferMode switch { 1 => "strict", 2 => "forced", _ => "" };
        string target = start.Operation == "execute_job_plan" ? "" : "@" + string.Join('+', start.Targets);
        string secret = start.IsArgumentSecret ? "secret" : "";
        return string.Join(' ', new[] { start.Operation, name, start.Script, files, mode, variables, target, start.Account, start.Arguments, secret }
            .Where(part => !string.IsNullOrEmpty(part)));
    }

    private int CountCommands() => _server.Requests.All.Count(request => request.Path.Contains("execute", StringComparison.Ordinal)
        || request.Path.Contains("operate_", StringComparison.Ordinal) || request.Path.Contains("fast_", StringComparison.Ordinal)
        || request.Path.Contains("push_", StringComparison.Ordinal));
}
