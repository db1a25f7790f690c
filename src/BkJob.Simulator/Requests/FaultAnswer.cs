using BkJob.Simulator.Answers;
using BkJob.Simulator.Wire;

namespace BkJob.Simulator.Requests;

/// <summary>The answer that a fault puts in the place of the true one.</summary>
internal static class FaultAnswer
{
    /// <summary>Null where the fault leaves the answer as it is, or there is no fault.</summary>
    public static Answer? For(Fault? fault, ApiRequest request, IEndpoint endpoint) => fault switch
    {
        { Body: { } body } => Answer.Text(StatusOf(fault), body, fault.ContentType),
        { HtmlPage: true } => LoginPage.Show(StatusOf(fault)),
        { Garbage: { } length } => Answer.Bytes(StatusOf(fault), Garbage.Make(length, fault.Seed), fault.ContentType),
        { EnvelopeCode: { } code } => endpoint.Refuse(request, new Refusal(code, fault.Message ?? "Simulated fault"), fault.HttpStatus),
        { HttpStatus: not null } or { RedirectTo: not null } => Answer.Empty(StatusOf(fault)),
        _ => null,
    };

    private static int StatusOf(Fault fault) =>
        fault.HttpStatus ?? (fault.RedirectTo is null ? StatusCodes.Status200OK : StatusCodes.Status302Found);
}
