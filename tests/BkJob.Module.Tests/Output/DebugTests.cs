using System.Management.Automation;
using System.Management.Automation.Runspaces;
using BkJob.Simulator;

namespace BkJob.Module.Tests;

/// <summary>-Debug alone, where the user cannot respond the prompts that the engine makes of verbose lines and warnings.</summary>
public sealed class DebugTests(SimulatorFixture simulator) : IClassFixture<SimulatorFixture>
{
    private readonly SimulatorServer _server = simulator.Server;

    [Theory]
    [InlineData("Get-BkJobInstanceStatus 100 -Debug", 2, 0)]
    [InlineData("Get-BkJobStepIpStatus 100 -Debug", 2, 0)]
    [InlineData("Wait-BkJobInstance 103 -Debug", 2, 0)]
    [InlineData("Wait-BkJobInstance 107 -Timeout 0 -Debug -ErrorAction SilentlyContinue", 2, 1)]
    [InlineData("Connect-BkJob http://jobs.example.com -AppCode ops -AppSecret $secret -UserName admin -Debug", 0, 1)]
    [InlineData("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -CredentialLocation Query -Debug", 0, 1)]
    [InlineData("Disconnect-BkJob -Debug", 0, 0)]
    [InlineData("Get-BkJobContext -Debug", 0, 0)]
    [InlineData("Get-BkJobInstanceStatus 100 -Debug -Verbose", 2, 0)]
    [InlineData("$VerbosePreference = 'Continue'; Get-BkJobInstanceStatus 100 -Debug", 2, 0)]
    [InlineData("$WarningPreference = 'SilentlyContinue'; Wait-BkJobInstance 107 -Timeout 0 -Debug -ErrorAction SilentlyContinue", 2, 0)]
    public void Debug_alone_does_not_prompt(string line, int debugLines, int warnings)
    {
        using Runspace runspace = RunspaceFactory.CreateRunspace(new NonInteractiveHost(), Session.WithModule);
        runspace.Open();
        runspace.SessionStateProxy.SetVariable("server", _server.Address.ToString());
        runspace.SessionStateProxy.SetVariable("secret", Session.Secure("demo-secret"));
        using (PowerShell connect = PowerShell.Create(runspace))
        {
            connect.AddScript("Connect-BkJob $server -AppCode ops -AppSecret $secret -UserName admin -BizId 1").Invoke();
        }

        using PowerShell shell = PowerShell.Create(runspace);
        shell.AddScript(line).Invoke();
        Assert.Empty(shell.Streams.Error);
        Assert.Equal(debugLines, shell.Streams.Debug.Count);
        Assert.Equal(warnings, shell.Streams.Warning.Count);
        Assert.Equal(line.Contains("Verbose", StringComparison.Ordinal), shell.Streams.Verbose.Count > 0);
    }
}
