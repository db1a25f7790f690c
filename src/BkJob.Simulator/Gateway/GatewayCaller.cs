namespace BkJob.Simulator.Gateway;

/// <summary>Who asks, as far as the credentials tell.</summary>
/// <param name="AppFault">Why the app is not known; null where it is.</param>
/// <param name="UserFault">Why the user is not known; null where it is.</param>
/// <param name="User">The user that Job is told, proved or not; null for none.</param>
internal sealed record GatewayCaller(string? AppFault, string? UserFault, string? User);
