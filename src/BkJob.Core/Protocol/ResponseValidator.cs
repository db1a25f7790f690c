namespace BkJob.Protocol;

/// <summary>
/// Decides whether a response is a result: it is complete, and it is about what was requested. A cache or a proxy in between can return
/// the response of another request, which would be a wrong result without any sign of it. Every request goes through this one place.
/// </summary>
internal static class ResponseValidator
{
    /// <summary>Validates a response.</summary>
    /// <param name="answer">What the body contained.</param>
    /// <param name="names">What the dialect calls its fields.</param>
    /// <param name="query">The request.</param>
    /// <returns>Null when the response can be used.</returns>
    public static ResponseParseError? Validate(StatusAnswer answer, FieldNames names, JobInstanceQuery query) =>
        JobInstanceBuilder.FindMissing(answer, names)
        ?? (answer.Job!.Id == query.JobInstanceId
            ? null
            : ResponseParseError.OtherInstance($"{names.Job}.job_instance_id", query.JobInstanceId, answer.Job.Id!.Value));
}
