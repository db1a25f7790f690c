namespace BkJob.Simulator;

/// <summary>How a server handles starts.</summary>
public sealed record StartOptions
{
    /// <summary>How the steps of a started job run: their names and hosts are those of the request or the plan.</summary>
    public SimulatedStep Step { get; init; } = new() { Seconds = 3 };

    /// <summary>How long a job that is started immediately stays at status 1.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>
    /// The number of hosts with IDs from 2000001 and addresses from 10.0.0.1 in every scope. In addition, there are 1000 hosts with IDs
    /// from 1 and addresses from 10.240.0.1.
    /// </summary>
    public int KnownHosts { get; init; } = 60_000;

    /// <summary>IDs or addresses (<c>0:10.0.0.9</c>) of hosts that do not belong to the scope (1244002).</summary>
    public IReadOnlyList<string> InvalidHosts { get; init; } = [];

    /// <summary>True to report these hosts as execute objects (1244030), as some builds with containers do.</summary>
    public bool ReportsExecuteObjects { get; init; }

    /// <summary>The containers of every scope.</summary>
    public IReadOnlyList<SimulatedContainer> Containers { get; init; } = SimulatedContainer.Known;

    /// <summary>Regular expressions of scripts that must not be executed (1244019).</summary>
    public IReadOnlyList<string> DangerousScripts { get; init; } = [];

    /// <summary>The maximum number of unfinished jobs of a scope that were started through an API (1244032); null for no limit.</summary>
    public int? ScopeQuota { get; init; }

    /// <summary>The same for the app (1244033).</summary>
    public int? AppQuota { get; init; }

    /// <summary>The same for the server (1244034).</summary>
    public int? SystemQuota { get; init; }

    /// <summary>True if the server is overloaded and abandons every start (1244025).</summary>
    public bool IsOverloaded { get; init; }

    /// <summary>
    /// The permissions that the user lacks: launch_job_plan, quick_execute_script, execute_script, quick_transfer_file or use_account.
    /// </summary>
    public IReadOnlyList<string> DeniedActions { get; init; } = [];

    /// <summary>The beginnings of the callback URLs that the site allows; null to allow all.</summary>
    public IReadOnlyList<string>? CallbackUrls { get; init; }
}
