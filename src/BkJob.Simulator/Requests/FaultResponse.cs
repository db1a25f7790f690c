using BkJob.Simulator.Job;
using BkJob.Simulator.Responses;
using BkJob.Simulator.Wire;

namespace BkJob.Simulator.Requests;

/// <summary>Creates the responses of faults.</summary>
internal sealed class FaultResponse(JobServer job)
{
    /// <summary>Returns null if the fault leaves the response unchanged, or there is no fault.</summary>
    public Response? For(Fault? fault, ApiRequest request, IEndpoint endpoint) => fault switch
    {
        { Body: { } body } => Response.Text(StatusOf(fault), body, fault.ContentType),
        { HtmlPage: true } => LoginPage.Show(StatusOf(fault)),
        { Garbage: { } length } => Response.Bytes(StatusOf(fault), Garbage.Make(length, fault.Seed), fault.ContentType),
        { EnvelopeCode: { } code } => endpoint.Reject(
            request,
            new Rejection(code, fault.Message ?? "Simulated fault") { Scope = job.ScopeOf(request.JobInstanceId) },
            fault.HttpStatus),
        { HttpStatus: not null } or { RedirectTo: not null } => Response.Empty(StatusOf(fault)),

        // Such a reset precedes the first byte of the response, so the request does not have to be executed for it.
        { Reset: true, CutAfterBytes: null } => Response.Empty(StatusOf(fault)),
        _ => null,
    };

    private static int StatusOf(Fault fault) =>
        fault.HttpStatus ?? (fault.RedirectTo is null ? StatusCodes.Status200OK : StatusCodes.Status302Found);
}
