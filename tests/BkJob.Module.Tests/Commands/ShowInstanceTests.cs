using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>The page of a job: Url, Connect-BkJob -WebUrl and Show-BkJobInstance.</summary>
public sealed class ShowInstanceTests : IAsyncLifetime
{
    private const string BrowserData = "BkJob.Browser";
    private const string Variable = "BKJOB_WEB_URL";

    private readonly List<string> _opened = [];
    private SimulatorServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        _server = await SimulatorServer.StartAsync(new SimulatorOptions());
        AppContext.SetData(BrowserData, (Action<string>)_opened.Add);
    }

    public ValueTask DisposeAsync()
    {
        AppContext.SetData(BrowserData, null);
        Environment.SetEnvironmentVariable(Variable, null);
        Environment.SetEnvironmentVariable("BKJOB_SERVER", null);
        return _server.DisposeAsync();
    }

    [Theory]
    [InlineData("https://job.example.com", "https://job.example.com/api_execute/100")]
    [InlineData("https://job.example.com/", "https://job.example.com/api_execute/100")]
    [InlineData("  https://job.example.com/o/job// ", "https://job.example.com/o/job/api_execute/100")]
    [InlineData("http://10.0.0.5:8081", "http://10.0.0.5:8081/api_execute/100")]
    [InlineData("HTTPS://JOB.example.com", "https://job.example.com/api_execute/100")]
    [InlineData("http://[2001:db8::15]:80/", "http://[2001:db8::15]/api_execute/100")]
    public void Page_is_below_the_address_of_the_web_pages(string web, string url)
    {
        using Session session = Connect($"-WebUrl '{web}'");
        Assert.Equal([url, url], session.Run("\"$((Get-BkJobInstanceStatus 100).Url)\"; Show-BkJobInstance 100 -PassThru").ThrowIfFailed().Output);
        Assert.Empty(_opened);
    }

    [Theory]
    [InlineData("job.example.com")]
    [InlineData("ftp://job.example.com")]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://admin:hunter2@job.example.com")]
    [InlineData("https://job.example.com/?x=hunter2")]
    [InlineData("https://job.example.com/#/hunter2")]
    [InlineData("https://")]
    [InlineData(" ")]
    public void Invalid_address_is_rejected_and_not_quoted(string web)
    {
        using Session session = Connect();
        string connect = "Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin";
        ErrorRecord error = session.Run($"{connect} -WebUrl '{web}'").Terminating!;
        Assert.DoesNotContain("hunter2", error.ToString() + error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("https://job.example.com", error.Exception.Message, StringComparison.Ordinal);

        Environment.SetEnvironmentVariable(Variable, web);
        Outcome outcome = session.Run(connect);
        Assert.Equal(string.IsNullOrWhiteSpace(web) ? [] : ["BkJobInvalidArgument"], outcome.ErrorIds);
    }

    [Theory]
    [InlineData(null, "https://web.example.com/")]
    [InlineData("SAME", "https://web.example.com/")]
    [InlineData("https://other.example.com", "")]
    public void Variable_belongs_to_the_server_of_the_environment(string? server, string web)
    {
        Environment.SetEnvironmentVariable(Variable, "https://web.example.com");
        Environment.SetEnvironmentVariable("BKJOB_SERVER", server == "SAME" ? _server.Address.ToString() : server);
        using Session session = Connect();
        Assert.Equal(web, session.Run("\"$((Get-BkJobContext).WebUrl)\"").ThrowIfFailed().Text);
    }

    [Theory]
    [InlineData("Show-BkJobInstance 100", "100")]
    [InlineData("100, 101 | Show-BkJobInstance", "100 101")]
    [InlineData("Get-BkJobInstanceStatus 100 | Show-BkJobInstance", "100")]
    [InlineData("(Get-BkJobInstanceStatus 100).Steps[0] | Show-BkJobInstance", "100")]
    [InlineData("Show-BkJobInstance -Id 999999", "999999")]
    [InlineData("[pscustomobject]@{ job_instance_id = 7 } | Show-BkJobInstance", "7")]
    [InlineData("$job = Get-BkJobInstanceStatus 100; Disconnect-BkJob; $job | Show-BkJobInstance", "100")]
    [InlineData("$job = Get-BkJobInstanceStatus 100; Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -Name b; $job | Show-BkJobInstance", "100")]
    public void Browser_opens_the_pages_of_these_jobs(string line, string ids)
    {
        using Session session = Connect("-WebUrl https://job.example.com");
        Assert.Empty(session.Run(line).ThrowIfFailed().Output);
        Assert.Equal(ids.Split(' ').Select(id => $"https://job.example.com/api_execute/{id}"), _opened);
    }

    [Fact]
    public void Context_without_web_pages_is_an_error_of_each_job()
    {
        using Session session = Connect();
        Outcome outcome = session.Run("100, 'x', 101 | Show-BkJobInstance; (Get-BkJobInstanceStatus 100).Url");
        Assert.Equal(["BkJobInvalidArgument", "BkJobInvalidArgument", "BkJobInvalidArgument"], outcome.ErrorIds);
        Assert.Contains("100", outcome.Errors[0].Exception.Message, StringComparison.Ordinal);
        Assert.Contains($"Connect-BkJob {_server.Address.ToString().TrimEnd('/')} -WebUrl ", outcome.Errors[0].ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Null(Assert.Single(outcome.Output));
        Assert.Empty(_opened);
    }

    [Fact]
    public void Failure_of_the_browser_contains_the_address()
    {
        AppContext.SetData(BrowserData, (Action<string>)(_ => throw new InvalidOperationException("no browser")));
        using Session session = Connect("-WebUrl https://job.example.com");
        ErrorRecord error = Assert.Single(session.Run("Show-BkJobInstance 100").Errors);
        Assert.Equal(ErrorCategory.NotImplemented, error.CategoryInfo.Category);
        Assert.Contains("https://job.example.com/api_execute/100", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("no browser", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("-PassThru", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Show_sends_no_request()
    {
        using Session session = Connect("-WebUrl https://job.example.com");
        session.Run("1..5 | Show-BkJobInstance").ThrowIfFailed();
        Assert.Empty(_server.Requests.All);
    }

    private Session Connect(string more = "") => Session.ConnectedTo(_server, more);
}
