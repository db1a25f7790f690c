using BkJob.Simulator.Answers;
using BkJob.Simulator.Bodies;
using BkJob.Simulator.Job;
using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Esb;

/// <summary>The ESB, and Job behind it.</summary>
internal sealed class EsbEndpoint(SimulatorOptions options, SimulatorClock clock, JobCatalogue jobs) : IEndpoint
{
    private const string StatusPath = "/api/c/compapi/v2/job/get_job_instance_status";

    private readonly EsbCredentials _credentials = new(options);

    public Answer Ask(ApiRequest request)
    {
        var isKnown = request.Path.TrimEnd('/') == StatusPath
            && (HttpMethods.IsGet(request.Method) || HttpMethods.IsPost(request.Method));
        if (!isKnown)
        {
            return EsbEnvelope.UnknownPath();
        }

        if (request.Parameters is not { } parameters)
        {
            return Refused(new Refusal(Refusal.Common, "Request JSON string is wrong in format, which cannot be analyzed."));
        }

        return _credentials.Refuse(request, parameters) is { } refusal
            ? Refused(refusal)
            : StatusAnswer(parameters, JobMessages.For(request));
    }

    public Answer Refuse(ApiRequest request, Refusal refusal, int? status) =>
        EsbEnvelope.Refused(refusal, options.Generation, status);

    private Answer StatusAnswer(ApiParameters parameters, JobMessages messages)
    {
        var query = StatusQuery.Read(parameters, options.Generation, messages);
        if (query.Refusal is { } refusal)
        {
            return Refused(refusal);
        }

        var job = jobs.Find(query.Id);
        if (job is null || JobScope.Of(job) != query.Scope)
        {
            return Refused(messages.NoSuchInstance);
        }

        return job switch
        {
            { RawBody: { } body } => Answer.Text(StatusCodes.Status200OK, body),
            { Steps.Count: 0 } => Refused(messages.NoSuchStep),
            _ => Status(JobView.At(job, clock.Now), job.Generation ?? options.Generation),
        };
    }

    private static Answer Status(JobView view, Generation generation) => new(
        StatusCodes.Status200OK,
        Answer.JsonType,
        (output, ct) => generation == Generation.Job2 ? V2Job2Body.WriteAsync(output, view, ct) : V2Job3Body.WriteAsync(output, view, ct));

    private Answer Refused(Refusal refusal) => EsbEnvelope.Refused(refusal, options.Generation);
}
