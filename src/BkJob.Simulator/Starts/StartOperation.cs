using System.Text.Json;
using BkJob.Simulator.Job;
using BkJob.Simulator.Operations;

namespace BkJob.Simulator.Starts;

/// <summary>A call that starts a job: its API-specific part is how its parameters are read.</summary>
internal abstract class StartOperation(JobStarter starter) : IOperation
{
    public abstract string Name { get; }

    public abstract ServerApis Apis { get; }

    public bool IsPost => true;

    public JobReply Handle(JobCall call)
    {
        if (ScopeParameters.Reject(call, IsPost, out var scope) is { } invalid)
        {
            return invalid;
        }

        try
        {
            return starter.Start(call, scope, Read(call, scope));
        }
        catch (StartRejectedException exception)
        {
            return exception.Rejection;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return call.Api == ServerApis.GatewayV4 ? call.Messages.WrongType("request_body") : call.Messages.BadRequest;
        }
    }

    /// <summary>Reads the request.</summary>
    /// <exception cref="StartRejectedException">A parameter is not valid.</exception>
    /// <exception cref="FormatException">A parameter has the wrong type, as for the other two exceptions.</exception>
    protected abstract StartRequest Read(JobCall call, JobScope scope);
}
