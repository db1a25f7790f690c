using System.Collections.Concurrent;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Net;
using BkJob.Benchmarks.Engines;

namespace BkJob.Benchmarks.Waiting;

/// <summary>A session in which <c>Wait-BkJobInstance</c> runs, and each job that comes out is noted with its moment.</summary>
internal sealed class WaitSession : IDisposable
{
    private readonly Runspace _runspace = HostedEngine.Open();
    private readonly PSDataCollection<PSObject> _output = [];
    private readonly ConcurrentQueue<(long Id, DateTimeOffset Seen)> _seen = new();
    private readonly PowerShell _shell;

    /// <summary>Connects.</summary>
    public WaitSession(Uri server)
    {
        _shell = PowerShell.Create(_runspace);
        _shell.AddCommand("Import-Module").AddArgument(Repository.Manifest).AddStatement()
            .AddCommand("Connect-BkJob").AddArgument(server)
            .AddParameter("AppCode", "ops")
            .AddParameter("AppSecret", new NetworkCredential("", "benchmark").SecurePassword)
            .AddParameter("UserName", "admin")
            .Invoke();
        _output.DataAdded += (_, added) =>
            _seen.Enqueue(((long)_output[added.Index].Properties["Id"].Value, DateTimeOffset.UtcNow));
    }

    /// <summary>The jobs that have come out.</summary>
    public IReadOnlyCollection<(long Id, DateTimeOffset Seen)> Seen => _seen;

    /// <summary>Waits for jobs.</summary>
    /// <param name="ids">The jobs.</param>
    /// <param name="bizId">The business that they are in.</param>
    /// <returns>Ends when the wait does.</returns>
    public Task WaitAsync(IEnumerable<long> ids, long bizId)
    {
        _shell.Commands.Clear();
        _shell.AddCommand("Wait-BkJobInstance").AddParameter("Id", ids.ToArray()).AddParameter("BizId", bizId);
        return _shell.InvokeAsync<PSObject, PSObject>(null, _output);
    }

    /// <summary>Ends a wait, as Ctrl+C does.</summary>
    /// <param name="wait">What <see cref="WaitAsync"/> gave.</param>
    public async Task StopAsync(Task wait)
    {
        await _shell.StopAsync(null, null);
        try
        {
            await wait;
        }
        catch (PipelineStoppedException)
        {
            // As it was told to.
        }
    }

    public void Dispose()
    {
        _shell.Dispose();
        _runspace.Dispose();
        _output.Dispose();
    }
}
