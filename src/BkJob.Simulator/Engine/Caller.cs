namespace BkJob.Simulator.Engine;

/// <summary>Who sends a command.</summary>
/// <param name="User">The bk_username.</param>
/// <param name="Roles">The roles of the user in CMDB.</param>
internal sealed record Caller(string User, IReadOnlyList<string> Roles)
{
    private const string Starter = "JOB_RESOURCE_TRIGGER_USER";

    /// <summary>
    /// True if the caller can confirm a step. A user outside the list is rejected only if roles are specified as well
    /// (protocol-actions.md §3.2).
    /// </summary>
    public bool IsApprover(SimulatedJob job, SimulatedStep step) =>
        step.Approvers.Contains(User, StringComparer.Ordinal)
        || step.ApproverRoles.Count == 0
        || step.ApproverRoles.Any(role => role == Starter ? User == job.Operator : Roles.Contains(role, StringComparer.Ordinal));
}
