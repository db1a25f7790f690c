namespace BkJob.Transport;

/// <summary>
/// What happened, for the codes that are more specific than their kind (protocol-actions.md §8). The server's own message follows; it
/// can be in another language, or name an internal type.
/// </summary>
internal static class CodeDescriptions
{
    /// <summary>Gets the description of a code; null if its kind describes it.</summary>
    /// <param name="code">The server's code; null if there is none.</param>
    public static string? Get(string? code) => code switch
    {
        "1241011" or "1241013" => CoreMessages.ScopeNotSupported,
        "1241015" => CoreMessages.JobAlreadyStarted,
        "1243001" => CoreMessages.NoSuchScript,
        "1243026" => CoreMessages.NoSuchTemplate,
        "1243047" => CoreMessages.NoSuchScriptVersion,
        "1243049" or "1243051" => CoreMessages.NoSuchBusiness,
        "1244003" => CoreMessages.NoSuchAccount,
        "1244004" => CoreMessages.AccountNotPermitted,
        "1244005" => CoreMessages.StartFailed,
        "1244008" => CoreMessages.HostVariableNotFound,
        "1244009" => CoreMessages.HostVariableEmpty,
        "1244011" => CoreMessages.PlanInvalid,
        "1244014" => CoreMessages.ScriptDisabled,
        "1244015" => CoreMessages.JobAlreadyTerminating,
        "1244017" => CoreMessages.HostsNotObtained,
        "1244018" => CoreMessages.ScriptNotOnline,
        "1244019" => CoreMessages.ScriptDangerous,
        "1244021" => CoreMessages.TooManyFileTasks,
        "1244022" => CoreMessages.TooManyTargetHosts,
        "1244025" => CoreMessages.ServerOverloaded,
        "1244026" or "1244035" => CoreMessages.RollingInvalid,
        "1244027" => CoreMessages.TooManyBatches,
        "1244028" => CoreMessages.StepTargetEmpty,
        "1244029" => CoreMessages.StepSourceEmpty,
        "1244031" => CoreMessages.LabelSelectorInvalid,
        "1244032" => CoreMessages.QuotaOfBusiness,
        "1244033" => CoreMessages.QuotaOfApp,
        "1244034" => CoreMessages.QuotaOfServer,
        "1244037" => CoreMessages.SourceHostInvalid,
        "1245001" => CoreMessages.NoSuchScheduledTask,
        "1246001" or "1246002" => CoreMessages.LogStoreFailed,
        _ => null,
    };
}
