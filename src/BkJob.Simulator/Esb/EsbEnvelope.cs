using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Esb;

/// <summary>Errors of an ESB, or of Job passed on by it.</summary>
internal static class EsbEnvelope
{
    /// <summary>The response for an unknown path: JSON, but without a code.</summary>
    public static Response UnknownPath() =>
        Response.Text(StatusCodes.Status404NotFound, """{"result": false, "data": null, "message": "The content does not exist"}""");

    /// <summary>The error for a response of the backend other than HTTP 200.</summary>
    public static Rejection BackendStatus(EsbPath path, int status) => new(
        Rejection.Backend,
        $"Component request third-party system [{path.SystemName}] interface [{path.Operation}] error: Status Code: {status}, "
            + "Error Message: third-party system interface response status code is not 200, "
            + "please try again later or contact component developer to handle this");

    /// <summary>An envelope of an error. Job 3.x adds its own ID, the ESB adds one to every response.</summary>
    public static Response Rejected(Rejection rejection, Generation generation, int? status = null) =>
        Response.Json(status ?? StatusCodes.Status200OK, json =>
        {
            json.WriteBoolean("result", false);
            json.WriteNumber("code", rejection.Code);
            if (rejection.IsFromJob && generation == Generation.Job3)
            {
                json.WriteString("job_request_id", RequestId.New());
            }

            json.WriteNull("data");
            json.WriteString("message", rejection.Message);
            ApplyPermission.Write(json, "permission", rejection);
            json.WriteString("request_id", RequestId.New());
        });
}
