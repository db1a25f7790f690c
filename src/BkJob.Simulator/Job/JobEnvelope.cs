using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Job;

/// <summary>How Job itself says no in v3, with no ESB to add anything: without data and request_id.</summary>
internal static class JobEnvelope
{
    private const int NoUser = 1247002;
    private const int NoApp = 1247004;

    /// <summary>The gateway of Job lets nobody in without a user. Its text has one language.</summary>
    public static Rejection MissingUser { get; } = new(NoUser, "Missing user info");

    /// <summary>True for what the gateway of Job says, before any API is reached: v4 has it in this envelope, too.</summary>
    public static bool IsAtTheDoor(Rejection rejection) => rejection.Code is NoUser or NoApp;

    /// <summary>The answer. All come with 200 but those at the door.</summary>
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
