using System.Text.RegularExpressions;
using BkJob.Simulator.Job;
using BkJob.Simulator.Operations;
using BkJob.Simulator.Timeline;

namespace BkJob.Simulator.Starts;

/// <summary>What can reject a start after its parameters were read, in the order of the server (protocol-actions.md §4.1).</summary>
internal sealed class StartChecks(JobCatalogue jobs, SimulatorOptions options, SimulatorClock clock)
{
    private const int Draft = 0;
    private const int Online = 1;
    private const int Banned = 3;
    private const int OsCategory = 1;

    // A job that was created and not started counts for an hour.
    private static readonly TimeSpan PendingTime = TimeSpan.FromHours(1);
    private static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    /// <summary>Finds the scripts of the steps and checks whether they may run.</summary>
    public StartRequest ResolveScripts(JobCall call, JobScope scope, StartRequest request)
    {
        List<StepRequest> steps = [.. request.Steps.Select(step => step.Script is { } script
            ? step with { Script = Resolve(call, scope, script) }
            : step)];
        if (steps.Any(step => IsDangerous(step.Script?.Content)))
        {
            throw new StartRejectedException(call.Messages.Starts.DangerousScript);
        }

        return request with { Steps = steps };
    }

    /// <summary>Checks the number of running jobs, and whether the server accepts any.</summary>
    public void CheckLoad(JobCall call, JobScope scope)
    {
        var running = jobs.Starts
            .Select(start => jobs.Find(start.JobInstanceId))
            .OfType<SimulatedJob>()
            .Where(IsCounted)
            .ToList();
        var starts = options.Starts;
        var quotas = call.Messages.Starts;
        if (running.Count(job => JobScope.Of(job) == scope) >= starts.ScopeQuota)
        {
            throw new StartRejectedException(quotas.ScopeQuota);
        }

        // All starts have the same app.
        if (running.Count >= starts.AppQuota)
        {
            throw new StartRejectedException(quotas.AppQuota);
        }

        if (running.Count >= starts.SystemQuota)
        {
            throw new StartRejectedException(quotas.SystemQuota);
        }

        if (starts.IsOverloaded)
        {
            throw new StartRejectedException(quotas.Abandoned);
        }
    }

    /// <summary>Finds an account.</summary>
    public SimulatedAccount FindAccount(JobCall call, JobScope scope, AccountReference reference) =>
        jobs.Accounts.All.FirstOrDefault(account => IsIn(account.BizId, scope)
            && (reference.Id is { } id ? account.Id == id : account.Alias == reference.Alias && account.Category == OsCategory))
        ?? throw new StartRejectedException(call.Messages.Starts.NoAccount(reference));

    /// <summary>Checks the permission to start and, for a script or files, to use the account.</summary>
    public void CheckPermission(JobCall call, JobScope scope, StartRequest request)
    {
        string[] needed = request.Accounts.Count > 0 ? [request.Action, "use_account"] : [request.Action];
        if (Array.Find(needed, one => options.Starts.DeniedActions.Contains(one, StringComparer.Ordinal)) is { } denied)
        {
            throw new StartRejectedException(call.Messages.NoPermission(call.User, scope) with
            {
                Action = (denied, StartMessages.NameOfAction(denied)),
            });
        }
    }

    /// <summary>True if a resource is available in a scope.</summary>
    private static bool IsIn(long? bizId, JobScope scope) => bizId is not { } id || JobScope.OfBusiness(id) == scope;

    private ScriptReference Resolve(JobCall call, JobScope scope, ScriptReference reference)
    {
        if (reference is { VersionId: null, ScriptId: null })
        {
            return reference;
        }

        var messages = call.Messages.Starts;
        var scripts = jobs.Scripts.All.Where(script => IsIn(script.BizId, scope)).ToList();
        var found = reference.VersionId is { } versionId
            ? Find(scripts, version => version.Id == versionId) ?? throw new StartRejectedException(messages.NoScriptVersion)
            : Find(scripts.Where(script => script.Id == reference.ScriptId), version => version.Status == Online)
                ?? throw new StartRejectedException(messages.NoScript);
        return found.Version.Status switch
        {
            Banned => throw new StartRejectedException(messages.ScriptBanned),
            Draft => throw new StartRejectedException(messages.ScriptDraft),
            _ => new ScriptReference(found.Version.Id, found.Script.Id, found.Version.Content, found.Script.Language),
        };
    }

    private static (SimulatedScript Script, SimulatedScriptVersion Version)? Find(
        IEnumerable<SimulatedScript> scripts, Func<SimulatedScriptVersion, bool> isWanted) => scripts
        .SelectMany(script => script.Versions, (script, version) => (Script: script, Version: version))
        .Where(one => isWanted(one.Version))
        .Select(one => ((SimulatedScript, SimulatedScriptVersion)?)one)
        .FirstOrDefault();

    private bool IsDangerous(string? script) => script is not null
        && options.Starts.DangerousScripts.Any(pattern => Regex.IsMatch(script, pattern, RegexOptions.None, MatchTimeout));

    private bool IsCounted(SimulatedJob job)
    {
        var view = JobView.At(job, clock.Now);
        return view.Snapshot.Status == StatusCode.NotStarted
            ? clock.Now - view.CreateTime < PendingTime
            : !StatusCode.IsEnd(view.Snapshot.Status);
    }
}
