using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>An error of Job in v3 without an ESB: without data and request_id.</summary>
internal static class JobEnvelope
{
    private const int NoUser = 1247002;
    private const int NoApp = 1247004;

    /// <summary>The gateway of Job requires a user. Its text has one language.</summary>
    public static Rejection MissingUser { get; } = new(NoUser, "Missing user info");

    /// <summary>True for an error of the gateway of Job, before an API is reached: v4 also uses this envelope.</summary>
    public static bool IsAtTheDoor(Rejection rejection) => rejection.Code is NoUser or NoApp;

    /// <summary>Creates the response. All errors have status 200 except those of the gateway of Job.</summary>
    public static Answer Rejected(Rejection rejection, string jobRequestId, int? status = null) => Answer.Json(
        status ?? (IsAtTheDoor(rejection) ? StatusCodes.Status401Unauthorized : StatusCodes.Status200OK),
        json =>
        {
            json.WriteNumber("code", rejection.Code);
            json.WriteBoolean("result", false);
            json.WriteString("message", rejection.Message);
            ApplyPermission.Write(json, "permission", rejection);
            json.WriteString("job_request_id", jobRequestId);
        });
}
