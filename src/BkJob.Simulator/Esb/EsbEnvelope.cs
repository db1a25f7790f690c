using BkJob.Simulator.Answers;

namespace BkJob.Simulator.Esb;

/// <summary>What an ESB says when it says no, or passes on that Job did.</summary>
internal static class EsbEnvelope
{
    /// <summary>What an ESB says on a path where it has nothing: JSON, but without a code.</summary>
    public static Answer UnknownPath() =>
        Answer.Text(StatusCodes.Status404NotFound, """{"result": false, "data": null, "message": "The content does not exist"}""");

    /// <summary>An envelope that says no. Job 3.x adds an id of its own, the ESB its own to everything.</summary>
    public static Answer Refused(Refusal refusal, Generation generation, int? status = null) =>
        Answer.Json(status ?? StatusCodes.Status200OK, json =>
        {
            json.WriteBoolean("result", false);
            json.WriteNumber("code", refusal.Code);
            if (refusal.IsFromJob && generation == Generation.Job3)
            {
                json.WriteString("job_request_id", RequestId.New());
            }

            json.WriteNull("data");
            json.WriteString("message", refusal.Message);
            json.WriteString("request_id", RequestId.New());
        });
}
