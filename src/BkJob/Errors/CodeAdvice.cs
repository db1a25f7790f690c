namespace BkJob;

/// <summary>What a user can do about the codes for which the advice of their kind is not specific enough (protocol-actions.md §8).</summary>
internal static class CodeAdvice
{
    /// <summary>Gets the advice for a code; null for that of its kind.</summary>
    /// <param name="code">The server's code; null if there is none.</param>
    /// <param name="scope">The business of the request, as parameters of a cmdlet.</param>
    public static string? Get(string? code, string scope) => code switch
    {
        "1241011" or "1241013" => Messages.AdviceScopeType,
        "1243001" or "1243047" => Messages.FormatAdviceScript(scope),
        "1243026" => Messages.FormatAdvicePlans(scope),
        "1243049" or "1243051" => Messages.AdviceNoSuchBusiness,
        "1244003" or "1244004" => Messages.FormatAdviceAccount(scope),
        "1244005" => Messages.FormatAdviceStartFailed(scope),
        "1244008" or "1244009" or "1244028" or "1244029" => Messages.FormatAdviceHostVariables(scope),
        "1244011" => Messages.FormatAdvicePlanInvalid(scope),
        "1244014" or "1244018" => Messages.FormatAdviceScriptVersion(scope),
        "1244017" => Messages.FormatAdviceHostsNotObtained(scope),
        "1244019" => Messages.FormatAdviceScriptDangerous(scope),
        "1244021" => Messages.FormatAdviceFewerFiles(scope),
        "1244022" => Messages.FormatAdviceFewerHosts(scope),
        "1244025" or "1244032" or "1244033" or "1244034" => Messages.FormatAdviceQuota(scope),
        "1244026" or "1244027" or "1244035" => Messages.FormatAdviceRolling(scope),
        "1245001" => Messages.FormatAdviceScheduledTask(scope),
        _ => null,
    };
}
