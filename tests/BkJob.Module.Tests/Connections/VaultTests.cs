using System.Management.Automation;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>The app secret out of a vault: Connect-BkJob -SecretName.</summary>
public sealed class VaultTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>, IDisposable
{
    private readonly SimulatorServer _server = simulator.Server;
    private readonly VaultStandIn _vault = new();

    public void Dispose() => _vault.Dispose();

    [Theory]
    [InlineData("-AppCode ops -SecretName app")]
    [InlineData("-AppCode ops -SecretName 'name with blanks'")]
    [InlineData("-SecretName credential")]
    [InlineData("-AppCode ops -SecretName credential")]
    [InlineData("-AppCode ops -SecretName 'of the vault' -Vault other")]
    public void Secret_of_a_vault_connects(string how)
    {
        using Session session = Start();
        Outcome connected = session.Run($"Connect-BkJob $server -UserName admin -BizId 1 {how}").ThrowIfFailed();
        Assert.Empty(connected.Output);
        Assert.Equal([100L], session.Run("(Get-BkJobInstanceStatus 100).Id").ThrowIfFailed().Output);
        Assert.Equal("ops", session.Run("(Get-BkJobContext).AppCode").Text);
    }

    [Theory]
    [InlineData("-AppCode ops -SecretName text", "\"text\"", "String", "SecureString", "PSCredential")]
    [InlineData("-AppCode ops -SecretName table", "\"table\"", "Hashtable")]
    [InlineData("-AppCode ops -SecretName bytes", "more than one value")]
    [InlineData("-AppCode ops -SecretName two", "more than one value")]
    [InlineData("-AppCode ops -SecretName nothing", "\"nothing\" does not exist")]
    [InlineData("-AppCode ops -SecretName null", "\"null\" does not exist")]
    [InlineData("-AppCode ops -SecretName missing", "The secret missing was not found")]
    [InlineData("-AppCode ops -SecretName locked -Vault safe", "\"locked\"", "\"safe\"", "A valid password is required")]
    [InlineData("-AppCode other -SecretName credential", "\"ops\"", "\"other\"")]
    [InlineData("-SecretName app", "-AppCode")]
    [InlineData("-AppCode ops -Vault safe", "-SecretName", "\"safe\"")]
    public void Vault_errors_are_explained(string how, params string[] words)
    {
        using Session session = Start();
        ErrorRecord error = session.Run($"Connect-BkJob $server -UserName admin {how}").Terminating!;
        Assert.StartsWith("BkJobInvalidArgument", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.InvalidArgument, error.CategoryInfo.Category);
        Assert.All(words, word => Assert.Contains(word, error.ToString()));
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
        Assert.DoesNotContain("demo-secret", error.ToString() + error.ErrorDetails.RecommendedAction);
        Assert.Empty(session.Run("Get-BkJobContext").Output);
    }

    [Fact]
    public void Missing_vault_module_error_names_the_module()
    {
        using var none = new VaultStandIn(isThere: false);
        using Session session = Start();
        ErrorRecord error = session.Run("Connect-BkJob $server -UserName admin -AppCode ops -SecretName app").Terminating!;
        Assert.StartsWith("BkJobInvalidArgument", error.FullyQualifiedErrorId);
        Assert.Contains("Microsoft.PowerShell.SecretManagement", error.ToString());
        Assert.Contains("Install-PSResource Microsoft.PowerShell.SecretManagement", error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("-SecretName app -AppSecret $app", "AmbiguousParameterSet")]
    [InlineData("-SecretName app -Credential $credential", "AmbiguousParameterSet")]
    [InlineData("-SecretName ''", "ParameterArgumentValidationError")]
    [InlineData("-SecretName ' '", "ParameterArgumentValidationError")]
    [InlineData("-SecretName app -Vault ''", "ParameterArgumentValidationError")]
    public void Conflicting_parameters_are_rejected_before_the_vault_is_read(string how, string errorId)
    {
        using Session session = Start();
        Assert.Equal([errorId], session.Run($"Connect-BkJob $server -UserName admin {how}").ErrorIds);
    }

    [Fact]
    public async Task Hanging_vault_can_be_stopped()
    {
        using Session session = Start();
        using var requested = new ManualResetEventSlim();
        session.Set("requested", requested);
        using PowerShell shell = PowerShell.Create(session.Runspace);
        shell.AddScript("Connect-BkJob $server -UserName admin -AppCode ops -SecretName slow");
        Task<PSDataCollection<PSObject>> connecting = shell.InvokeAsync();
        Assert.True(requested.Wait(WaitUntil.Limit, TestContext.Current.CancellationToken));
        await shell.StopAsync(null, null).WaitAsync(WaitUntil.Limit, TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => connecting);
    }

    private Session Start()
    {
        var session = new Session();
        session.Set("server", _server.Address.ToString());
        session.Set("app", Session.Secure("demo-secret"));
        session.Set("plain", "demo-secret");
        session.Set("credential", new PSCredential("ops", Session.Secure("demo-secret")));
        return session;
    }
}
