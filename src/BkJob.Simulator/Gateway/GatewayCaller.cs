namespace BkJob.Simulator.Gateway;

/// <summary>The caller, as identified by the credentials.</summary>
/// <param name="AppFault">Why the app is rejected; null if it is accepted.</param>
/// <param name="UserFault">Why the user is rejected; null if it is accepted.</param>
/// <param name="User">The user that is passed to Job, authenticated or not; null for none.</param>
internal sealed record GatewayCaller(string? AppFault, string? UserFault, string? User);
