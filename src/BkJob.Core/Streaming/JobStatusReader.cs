using BkJob.Protocol;

namespace BkJob.Streaming;

/// <summary>
/// Reads the status of a job while its body arrives, because it can contain a hundred thousand hosts. The only entry point of this folder
/// for the rest of Core.
/// </summary>
/// <param name="schema">What the API sends.</param>
/// <param name="query">The request.</param>
/// <param name="zone">The time zone of times without one.</param>
internal sealed class JobStatusReader(JobStatusSchema schema, JobInstanceQuery query, TimeZoneInfo zone) : ResponseReader<JobInstance>
{
    private readonly JobStatusResponse _response = new(zone);

    /// <inheritdoc/>
    public override ResponseEnvelope Envelope => _response;

    /// <inheritdoc/>
    public override Task<ResponseParseError?> ReadAsync(Stream body, long maxBytes, CancellationToken cancellation) =>
        BodyReader.ReadAsync(body, schema.Body, _response, maxBytes, cancellation);

    /// <inheritdoc/>
    public override ResponseParseError? Validate() =>
        JobInstanceBuilder.FindMissing(_response, schema.Names)
        ?? (_response.Job!.Id == query.JobInstanceId
            ? null
            : ResponseParseError.OtherInstance($"{schema.Names.Job}.job_instance_id", query.JobInstanceId, _response.Job.Id!.Value))
        ?? (query.IsOfCommand
            ? DtoValues.ValidateScope(query.Scope, new JobScope(_response.Job.BizId, _response.Job.ScopeType, _response.Job.ScopeId), $"{schema.Names.Job}.")
            : null);

    /// <inheritdoc/>
    public override JobInstance CreateResult(string? requestId) =>
        JobInstanceBuilder.Build(_response, requestId, HostOptions.For(schema, query)).WithOrigin(query.Origin);

    /// <inheritdoc/>
    public override void Dispose() => _response.Dispose();
}
