using BkJob.Core.Tests.Support;
using static BkJob.BkJobErrorKind;

namespace BkJob.Core.Tests.Errors;

/// <summary>The faults of v4: a name, sometimes with a number and the real text in its details, and a real HTTP status.</summary>
public sealed class NamedFaultTests
{
    /// <summary>HTTP status, what stands in <c>error</c>, and the kind, the code and the words that come of it.</summary>
    public static TheoryData<int, string, BkJobErrorKind, string?, string?> Faults => new()
    {
        // A number beside the name says more than the name, and the words beside it more than those in front.
        {
            400,
            """{"code": "INVALID_ARGUMENT", "message": "General", "details": [{"code": "1241025", "message": "bk_scope_id is less than 1"}]}""",
            InvalidArgument, "1241025", "bk_scope_id is less than 1"
        },
        {
            404,
            """{"code": "NOT_FOUND", "message": "General", "details": [{"code": 1244006, "message": "Real"}]}""",
            InstanceNotFound, "1244006", "Real"
        },
        {
            404,
            """{"details": [{"code": "1243049", "message": "Real"}], "message": "General", "code": "NOT_FOUND"}""",
            InvalidArgument, "1243049", "Real"
        },
        {
            400,
            """{"code": "FAILED_PRECONDITION", "message": "General", "details": [{"code": "1241003"}]}""",
            OperationNotAllowed, "1241003", "General"
        },
        {
            429,
            """{"code": "RESOURCE_EXHAUSTED", "message": "General", "details": [{"code": "1244032"}]}""",
            Throttled, "1244032", "General"
        },
        {
            500,
            """{"code": "INTERNAL", "message": "General", "details": [{"code": "1240002", "message": ""}]}""",
            ServerError, "1240002", "General"
        },

        // The first detail is the reason.
        {
            404,
            """{"code": "NOT_FOUND", "details": [{"code": "1244006", "message": "First"}, {"code": "1240002", "message": "Second"}]}""",
            InstanceNotFound, "1244006", "First"
        },
        {
            404,
            """{"code": "NOT_FOUND", "message": "General", "details": [null, {"code": "1244006", "message": "First"}]}""",
            InstanceNotFound, "1244006", "First"
        },

        // A name alone.
        { 404, """{"code": "NOT_FOUND", "message": "General"}""", InstanceNotFound, "NOT_FOUND", "General" },
        { 404, """{"code": "NOT_FOUND", "message": "General", "details": null}""", InstanceNotFound, "NOT_FOUND", "General" },
        { 404, """{"code": "NOT_FOUND", "message": "General", "details": []}""", InstanceNotFound, "NOT_FOUND", "General" },
        { 404, """{"code": "NOT_FOUND", "message": "General", "details": [{}]}""", InstanceNotFound, "NOT_FOUND", "General" },
        {
            403,
            """{"code": "NO_PERMISSION", "message": "General", "data": {"actions": []}}""",
            PermissionDenied, "NO_PERMISSION", "General"
        },
        { 403, """{"code": "IAM_NO_PERMISSION"}""", PermissionDenied, "IAM_NO_PERMISSION", null },
        { 401, """{"code": "UNAUTHENTICATED", "message": "General"}""", AuthenticationFailed, "UNAUTHENTICATED", "General" },
        { 400, """{"code": "INVALID_ARGUMENT", "message": "General"}""", InvalidArgument, "INVALID_ARGUMENT", "General" },
        { 400, """{"code": "INVALID_REQUEST"}""", InvalidArgument, "INVALID_REQUEST", null },
        { 400, """{"code": "OUT_OF_RANGE"}""", InvalidArgument, "OUT_OF_RANGE", null },
        { 400, """{"code": "FAILED_PRECONDITION"}""", InvalidArgument, "FAILED_PRECONDITION", null },
        { 500, """{"code": "UNKNOWN"}""", ServerError, "UNKNOWN", null },

        // The name counts also where something on the way has made the status 200.
        { 200, """{"code": "NOT_FOUND"}""", InstanceNotFound, "NOT_FOUND", null },
        { 200, """{"code": "RESOURCE_EXHAUSTED"}""", Throttled, "RESOURCE_EXHAUSTED", null },

        // A name that nobody knows, and none: the status tells.
        { 401, """{"code": "NEW_NAME"}""", AuthenticationFailed, "NEW_NAME", null },
        { 403, """{"code": "NEW_NAME"}""", PermissionDenied, "NEW_NAME", null },
        { 404, """{"code": "NEW_NAME"}""", ServerError, "NEW_NAME", null }, // Job itself has answered: its API is there.
        { 406, """{"code": "NEW_NAME"}""", InvalidArgument, "NEW_NAME", null },
        { 409, """{"code": "ABORTED"}""", InvalidArgument, "ABORTED", null },
        { 415, """{"code": "NEW_NAME"}""", InvalidArgument, "NEW_NAME", null },
        { 429, """{"code": "NEW_NAME"}""", Throttled, "NEW_NAME", null },
        { 500, """{"code": "NEW_NAME"}""", ServerError, "NEW_NAME", null },
        { 200, """{"code": "NEW_NAME"}""", ServerError, "NEW_NAME", null },
        { 200, "{}", ServerError, null, null },
        { 404, "{}", ApiNotFound, null, null },
        { 403, "null", PermissionDenied, null, null },

        // A number that nobody knows leaves it to the name.
        { 404, """{"code": "NOT_FOUND", "details": [{"code": "1244999", "message": "Real"}]}""", InstanceNotFound, "1244999", "Real" },
        { 500, """{"code": "NO_PERMISSION", "details": [{"code": "9999999"}]}""", PermissionDenied, "9999999", null },
        { 403, """{"code": "NEW_NAME", "details": [{"code": "9999999"}]}""", PermissionDenied, "9999999", null },

        // A number in the place of the name.
        { 404, """{"code": 1244006, "message": "General"}""", InstanceNotFound, "1244006", "General" },
        { 404, """{"code": "1244006", "message": "General"}""", InstanceNotFound, "1244006", "General" },

        // What the framework answers below Job, and wrong types: the status is left.
        { 404, "\"Not Found\"", ApiNotFound, null, null },
        { 500, "[]", ServerError, null, null },
        { 400, """{"code": {"a": 1}, "message": 7, "details": "none"}""", InvalidArgument, null, null },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task V4_error_is_classified_by_number_then_name_then_status(
        int status, string error, BkJobErrorKind kind, string? code, string? words)
    {
        BkJobException fault = await StubServer.FailAsync(BkJobApi.GatewayV4, $$"""{"error": {{error}}, "job_request_id": "job-7"}""", status);

        Assert.Equal(
            (kind, kind is Throttled or ServerError, status, code, words, "job-7"),
            (fault.Kind, fault.IsTransient, (int)fault.HttpStatus!, fault.Code, fault.ServerMessage, fault.RequestId));
        Assert.Contains(code ?? "", fault.Message, StringComparison.Ordinal);
        Assert.Contains(words ?? "", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Permission_to_request_is_in_the_error()
    {
        BkJobException fault = await StubServer.FailAsync(
            BkJobApi.GatewayV4,
            """
            {"error": {"code": "NO_PERMISSION", "message": "Not allowed", "data": {"system_id": "bk_job", "actions": [
              {"id": "view_history", "name": "View History", "related_resource_types": [
                {"type": "biz", "instances": [[{"id": "37", "type_name": "Business", "name": "Edge"}]]}]}]}}, "job_request_id": "r"}
            """,
            status: 403);

        Assert.Equal(["View History (view_history) for Business Edge (37)"], fault.Permissions);
        Assert.Contains("Permissions to request: View History (view_history) for Business Edge (37)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Null_error_is_ignored() => Assert.Equal(
        Dump.Of(await StubServer.ReadAsync(BkJobApi.GatewayV4, EpochBodies.V4)),
        Dump.Of(await StubServer.ReadAsync(BkJobApi.GatewayV4, Bodies.With(EpochBodies.V4, "error", "null"))));

    /// <summary>With 200 and a job beside it, nobody can tell what is meant.</summary>
    [Theory]
    [InlineData("\"none\"")]
    [InlineData("false")]
    [InlineData("[]")]
    public async Task Error_that_is_not_an_object_has_a_wrong_type(string json)
    {
        BkJobException fault = await StubServer.FailAsync(BkJobApi.GatewayV4, Bodies.With(EpochBodies.V4, "error", json));

        Assert.Equal((InvalidResponse, "error", "job-7"), (fault.Kind, fault.Field, fault.RequestId));
    }
}
