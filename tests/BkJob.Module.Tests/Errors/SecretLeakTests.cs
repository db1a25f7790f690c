using System.Management.Automation;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using System.Text.RegularExpressions;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>
/// Secrets with marks go through every cmdlet and every fault, and are then looked for in all that comes out: streams, errors, objects
/// as they are saved, the screen, and what the server was sent.
/// </summary>
public sealed class SecretLeakTests : IClassFixture<LeakHarness>
{
    private const string ReadCommands =
        "Get-BkJobInstanceStatus 100 -Verbose -Debug; Get-BkJobStepIpStatus 100 -Verbose -Debug; "
        + "Wait-BkJobInstance 100 -Timeout 0 -Verbose -Debug; ";

    private const string Whole = "Connect-BkJob $server @how -BizId 1 -MaximumRetryCount 0 -PassThru -Verbose -Debug; "
        + "Get-BkJobContext -Verbose -Debug; " + ReadCommands + "Disconnect-BkJob -Verbose -Debug; ";

    /// <summary>A connection knows only its own secrets again: one that is to recognise them all has to hold them all.</summary>
    private const string Everything = "all at once";

    private static readonly string[] Locations = ["Auto", "Header", "Body", "Query"];

    /// <summary>Each way to say who asks, as what is splatted on Connect-BkJob.</summary>
    private static readonly Dictionary<string, string> Ways = new()
    {
        ["secret and user"] = "@{ AppCode = 'ops'; AppSecret = $app; UserName = 'admin' }",
        ["credential and user"] = "@{ Credential = [pscredential]::new('ops', $app); UserName = 'admin' }",
        ["vault and user"] = "@{ AppCode = 'ops'; SecretName = 'app'; UserName = 'admin' }",
        ["credential of a vault and user"] = "@{ SecretName = 'credential'; Vault = 'safe'; UserName = 'admin' }",
        ["secret and login"] = "@{ AppCode = 'ops'; AppSecret = $app; Token = $token }",
        ["access token"] = "@{ AccessToken = $access }",
        ["access token and app"] = "@{ AppCode = 'ops'; AppSecret = $app; AccessToken = $access }",
        [Everything] = "@{ AppCode = 'ops'; AppSecret = $app; Token = $token; AccessToken = $access }",
    };

    private readonly Session _session;
    private readonly SimulatorServer _server;

    public SecretLeakTests(LeakHarness harness)
    {
        harness.Reset();
        (_session, _server) = (harness.Session, harness.Server);
    }

    /// <summary>The test of the search: a secret that is there is found, whoever wrote it.</summary>
    [Fact]
    public void Leak_check_finds_a_secret_in_any_encoding()
    {
        foreach ((string name, Func<string, string> write) in MarkedSecret.Writings)
        {
            Assert.All(MarkedSecret.All, secret => Assert.True(MarkedSecret.IsIn($"abc {write(secret.Value)} def"), name));
        }

        Assert.True(MarkedSecret.IsIn(PSSerializer.Serialize(Session.Secure(MarkedSecret.App.Value))) || OperatingSystem.IsWindows());
        Assert.True(MarkedSecret.IsIn(Convert.ToBase64String(Encoding.UTF8.GetBytes("ops:" + MarkedSecret.App.Value))));
        Assert.False(MarkedSecret.IsIn(PSSerializer.Serialize(new { Server = _server.Address, Words = "the app secret of ops" })));
    }

    public static TheoryData<string, EsbEdition> GoodWays => [.. Ways.Keys.SelectMany(way => new (string, EsbEdition)[]
    {
        (way, EsbEdition.Newest), (way, EsbEdition.Legacy),
    })];

    [Theory]
    [MemberData(nameof(GoodWays))]
    public async Task Successful_request_leaks_no_secret(string way, EsbEdition esb)
    {
        await using SimulatorServer server = await LeakHarness.StartAsync(esb);
        _session.Set("server", server.Address.ToString());
        foreach (string location in GetLocations(way))
        {
            server.Requests.Clear();
            AssertClean(_session, Whole, way, location);
            AssertSentWhereItBelongs(server, location);
        }
    }

    // Parameters of a request name an app beside its token.
    private static IEnumerable<string> GetLocations(string way) => way == "access token" ? ["Auto", "Header"] : Locations;

    public static TheoryData<string> FaultNames => [.. SecretEchoCases.All.Keys];

    [Theory]
    [MemberData(nameof(FaultNames))]
    public void Error_that_echoes_the_secret_leaks_nothing(string fault)
    {
        _server.Faults.Add(SecretEchoCases.All[fault]);
        foreach (string location in Locations)
        {
            AssertClean(_session, Whole, Everything, location);
        }

        AssertSentWhereItBelongs(_server);
    }

    public static TheoryData<string> WritingNames => [.. MarkedSecret.Writings.Keys];

    /// <summary>A server quotes what it was sent the way that its own software writes it.</summary>
    [Theory]
    [MemberData(nameof(WritingNames))]
    public void Secret_is_recognized_in_each_encoding(string writing)
    {
        IEnumerable<string> written = MarkedSecret.All.Select(secret => MarkedSecret.Writings[writing](secret.Value));
        _server.Faults.Add(SecretEchoCases.Envelope(1244006, $"[{string.Join(", ", written)}]"));
        AssertClean(_session, Whole, Everything, "Auto");
    }

    /// <summary>The HTTP stack quotes what it does not understand in exceptions of its own.</summary>
    [Theory]
    [InlineData("HTTP/1.1 2{0}\r\n\r\n")]
    [InlineData("SSH {0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\n{0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: {0}\r\n\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{0}\r\n")]
    [InlineData("HTTP/1.1 500 {0}\r\nContent-Length: 0\r\n\r\n")]
    public void Non_HTTP_response_leaks_nothing(string response)
    {
        using var server = new RawResponse(Encoding.UTF8.GetBytes(response.Replace("{0}", SecretEchoCases.Echo, StringComparison.Ordinal)));
        _session.Set("server", server.Address);
        AssertClean(_session, Whole, Everything, "Auto");
    }

    [Fact]
    public void Silence_leaks_nothing()
    {
        _server.Faults.Add(new Fault { Times = null, Delay = TimeSpan.FromHours(1) });
        AssertClean(_session, Whole.Replace("-BizId 1", "-BizId 1 -TimeoutSec 1", StringComparison.Ordinal)
            .Replace("Get-BkJobStepIpStatus 100 -Verbose -Debug; ", "", StringComparison.Ordinal), Everything, "Query");
    }

    /// <summary>What stands in a parameter that is refused comes back in the engine's own errors.</summary>
    [Theory]
    [InlineData("Connect-BkJob $server -AppCode ops -AppSecret $plain -UserName admin")]
    [InlineData("Connect-BkJob $server -AppCode ops -AppSecret $app -Token $plain")]
    [InlineData("Connect-BkJob $server -AccessToken $plain")]
    [InlineData("Connect-BkJob $server -AppCode ops -AppSecret $app, $app -UserName admin")]
    [InlineData("Connect-BkJob $server -AppCode ops -SecretName text -UserName admin")]
    [InlineData("Connect-BkJob $server -AppCode ops -SecretName table -UserName admin")]
    [InlineData("Connect-BkJob $server -AppCode ops -SecretName bytes -UserName admin")]
    [InlineData("Connect-BkJob $server -AppCode ops -SecretName two -UserName admin")]
    [InlineData("Connect-BkJob $server -AppCode ops -SecretName locked -UserName admin")]
    [InlineData("Connect-BkJob $server -AppCode other -SecretName credential -UserName admin")]
    [InlineData("Connect-BkJob $server -AppCode ops -SecretName app")]
    [InlineData("Connect-BkJob $server -AppCode ops -AppSecret $app")]
    [InlineData("Connect-BkJob $server -AppSecret $app -Token $token")]
    [InlineData("Connect-BkJob $server -AccessToken $access -TimeZone Nowhere/Land")]
    [InlineData("Connect-BkJob $server -AccessToken $access -NoSuchParameter 1")]
    [InlineData("Connect-BkJob \"https://ops:$urlPlain@paas.example.com\" -AccessToken $access")]
    [InlineData("Connect-BkJob \"https://paas.example.com/?bk_app_secret=$urlPlain\" -AccessToken $access")]
    public void Refused_connection_leaks_nothing(string line)
    {
        _session.Set("urlPlain", Uri.EscapeDataString(MarkedSecret.App.Value));
        IReadOnlyList<(string Place, string Text)> left = Traces.Of(_session, line + " -Verbose -Debug");
        Assert.Contains(left, trace => trace.Place == "whole exception");
        AssertClean(left, line);
        AssertClean(LeftInSession(_session), line);
    }

    [Fact]
    public void Secrets_of_the_environment_leak_nothing()
    {
        var variables = new Dictionary<string, string>
        {
            ["BKJOB_SERVER"] = _server.Address.ToString(),
            ["BKJOB_APP_CODE"] = "ops",
            ["BKJOB_BIZ_ID"] = "1",
            ["BKJOB_APP_SECRET"] = MarkedSecret.App.Value,
            ["BKJOB_TOKEN"] = MarkedSecret.Token.Value,
            ["BKJOB_ACCESS_TOKEN"] = MarkedSecret.Access.Value,
        };
        try
        {
            foreach ((string name, string value) in variables)
            {
                Environment.SetEnvironmentVariable(name, value);
            }

            foreach (Fault? fault in new[] { null, SecretEchoCases.Envelope(1244006, SecretEchoCases.Echo), SecretEchoCases.All["not JSON"] })
            {
                _server.Faults.Clear();
                if (fault is not null)
                {
                    _server.Faults.Add(fault);
                }

                AssertClean(Traces.Of(_session, ReadCommands + "Get-BkJobContext; Disconnect-BkJob"), "environment");
            }

            Environment.SetEnvironmentVariable("BKJOB_BIZ_ID", "x");
            AssertClean(Traces.Of(_session, ReadCommands), "environment");
            AssertClean(LeftInSession(_session), "environment");
            AssertSentWhereItBelongs(_server, "Auto");
        }
        finally
        {
            variables.Keys.ToList().ForEach(name => Environment.SetEnvironmentVariable(name, null));
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirect_to_another_host_is_not_followed(int status)
    {
        await using SimulatorServer other = await LeakHarness.StartAsync(EsbEdition.Newest);
        _server.Faults.Add(SecretEchoCases.Redirect(
            $"{other.Address}api/c/compapi/v2/job/get_job_instance_status?s={SecretEchoCases.EchoInUrl}", status));
        foreach (string location in Locations)
        {
            AssertClean(_session, Whole, Everything, location);
        }

        Assert.NotEmpty(_server.Requests.All);
        Assert.Empty(other.Requests.All);
    }

    /// <summary>The stack names the proxy, password and all, when the proxy refuses a tunnel.</summary>
    [Theory]
    [InlineData("https://paas.example.com")]
    [InlineData("http://paas.example.com")]
    public void Password_of_a_proxy_leaks_nothing(string server)
    {
        _session.Set("server", server);
        _session.Set("proxy", $"http://me:{Uri.EscapeDataString(MarkedSecret.Token.Value)}@{_server.Address.Authority}");
        _session.Set("proxyUser", new PSCredential("me", Session.Secure(MarkedSecret.Token.Value)));
        var asksForPassword = new Dictionary<string, string> { ["Proxy-Authenticate"] = "Basic" };
        _server.Faults.Add(new Fault { Times = null, HttpStatus = 407, Headers = asksForPassword });
        string line = Whole.Replace("-BizId 1", "-BizId 1 -Proxy $proxy", StringComparison.Ordinal);
        AssertClean(_session, line, "secret and user", "Auto");
        _session.Set("proxy", $"http://{_server.Address.Authority}");
        line = line.Replace("$proxy", "$proxy -ProxyCredential $proxyUser", StringComparison.Ordinal);
        AssertClean(_session, line, "secret and user", "Auto");
    }

    [Theory]
    [InlineData("Format-Table")]
    [InlineData("Format-List")]
    [InlineData("Format-List *")]
    public void Screen_shows_no_secret(string format)
    {
        _server.Faults.Add(SecretEchoCases.Envelope(1244006, SecretEchoCases.Echo));
        string connect = $"$how = {Ways[Everything]}; Connect-BkJob $server @how -BizId 1 -PassThru";
        string shown = string.Concat(new[] { connect, "Get-BkJobContext", ReadCommands, "$Error" }.Select(line => _session.Print($"& {{ {line} }} | {format}")));
        Assert.Contains("ops", shown, StringComparison.Ordinal);
        Assert.Contains("1244006", shown, StringComparison.Ordinal);
        AssertClean([("screen", shown)], format);
    }

    /// <summary>
    /// What is never called can't write: the assemblies know no type that opens a file or a registry, and of the console only what it is like.
    /// </summary>
    [Theory]
    [InlineData("BkJob.dll")]
    [InlineData("BkJob.Core.dll")]
    public void Only_saved_logs_are_written_to_files(string file)
    {
        using FileStream stream = File.OpenRead(Path.Combine(Repository.Bin, file));
        using var assembly = new PEReader(stream);
        MetadataReader metadata = assembly.GetMetadataReader();
        string[] used = [.. metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Select(type => $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}")];
        Assert.Contains("System.String", used);
        Assert.True(file == "BkJob.dll" || !used.Any(IsFileType));
        Assert.DoesNotContain(used, type => type is "System.IO.RandomAccess"
            || type.StartsWith("System.IO.IsolatedStorage", StringComparison.Ordinal)
            || type.StartsWith("System.IO.MemoryMappedFiles", StringComparison.Ordinal)
            || type.StartsWith("Microsoft.Win32", StringComparison.Ordinal));
        Assert.Empty(GetConsoleMembers(metadata).Except(["get_IsOutputRedirected", "get_OutputEncoding", "get_BufferWidth"]));
    }

    /// <summary>
    /// The sources that use files are those of Save-BkJobLog, which writes logs and an index of them, and those that read the scripts and
    /// files that a user starts.
    /// </summary>
    [Fact]
    public void Sources_that_use_files_are_known()
    {
        string folder = Path.Combine(Repository.Root, "src", "BkJob");
        Regex files = new(@"\b(File|Directory|FileStream|StreamWriter)\s*[.(]|new (FileInfo|DirectoryInfo)\(");
        Assert.Equal(
            ["Commands/SaveBkJobLogCommand.cs", "Input/LocalFiles.cs", "Input/ScriptText.cs", "Logs/LogFolder.cs", "Logs/LogIndex.cs"],
            Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
                .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
                .Where(path => !path.StartsWith("obj/", StringComparison.Ordinal) && files.IsMatch(File.ReadAllText(Path.Combine(folder, path))))
                .Order(StringComparer.Ordinal));
    }

    private static bool IsFileType(string type) => type is "System.IO.File" or "System.IO.FileInfo" or "System.IO.FileStream"
        or "System.IO.StreamWriter" or "System.IO.Directory" or "System.IO.DirectoryInfo";

    private static IEnumerable<string> GetConsoleMembers(MetadataReader metadata) =>
        from member in metadata.MemberReferences.Select(metadata.GetMemberReference)
        where member.Parent.Kind == HandleKind.TypeReference
        let type = metadata.GetTypeReference((TypeReferenceHandle)member.Parent)
        where metadata.GetString(type.Namespace) == "System" && metadata.GetString(type.Name) == "Console"
        select metadata.GetString(member.Name);

    private static void AssertClean(Session session, string script, string way, string location)
    {
        string line = $"$how = {Ways[way]}; $how.CredentialLocation = '{location}'; {script}";
        IReadOnlyList<(string Place, string Text)> left = Traces.Of(session, line);
        Assert.Contains(left, trace => trace.Place == "verbose");
        Assert.Contains(left, trace => trace.Place == "JSON of the output");
        AssertClean(left, $"{way}, {location}");
        AssertClean(LeftInSession(session), $"{way}, {location}");
    }

    private static void AssertClean(IEnumerable<(string Place, string Text)> left, string when)
    {
        string[] places = [.. left.Where(trace => MarkedSecret.IsIn(trace.Text)).Select(trace => $"{trace.Place}: {trace.Text}")];
        Assert.True(places.Length == 0, $"{when}\n{string.Join('\n', places)}");
    }

    /// <summary>What $Error keeps. It is emptied, so that no test looks at the same error again.</summary>
    private static IReadOnlyList<(string Place, string Text)> LeftInSession(Session session)
    {
        object[] kept = [.. session.Run("$Error.ToArray(); $Error.Clear()").Output];
        return [.. kept.SelectMany(each => each is ErrorRecord error ? Traces.OfError(error) : [("$Error", $"{each}")])];
    }

    /// <summary>The place that was asked for; with Auto the header of a GET, or the body of the POST that older servers need.</summary>
    private static void AssertSentWhereItBelongs(SimulatorServer server, string? location = null)
    {
        Assert.NotEmpty(server.Requests.All);
        foreach (RecordedRequest request in server.Requests.All)
        {
            string[] found =
            [
                .. request.Headers.Where(header => MarkedSecret.IsIn(header.Value)).Select(header => header.Key),
                .. new[] { ("Path", request.Path), ("Query", request.Query), ("Body", request.Body) }
                    .Where(part => MarkedSecret.IsIn(part.Item2)).Select(part => part.Item1),
            ];
            string place = Assert.Single(found);
            Assert.Contains(place, location switch
            {
                "Header" => ["X-Bkapi-Authorization"],
                "Body" or "Query" => [location],
                "Auto" => [request.Method == "GET" ? "X-Bkapi-Authorization" : "Body"],
                _ => new[] { "X-Bkapi-Authorization", "Body", "Query" },
            });
        }
    }
}
