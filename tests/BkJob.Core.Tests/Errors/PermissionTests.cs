using BkJob.Core.Tests.Support;
using BkJob.Simulator;

namespace BkJob.Core.Tests.Errors;

/// <summary>A refusal for want of a permission says what to apply for.</summary>
public sealed class PermissionTests(SimulatorFixture bench) : IClassFixture<SimulatorFixture>
{
    public static TheoryData<string, string[]> Payloads => new()
    {
        { "null", [] },
        { """{"actions": null}""", [] },
        { """{"actions": []}""", [] },
        { """{"actions": [{"id": "view_history"}]}""", ["view_history"] },
        { """{"actions": [{"id": "view_history", "name": "View History", "related_resource_types": []}]}""", ["View History (view_history)"] },
        {
            """
            {"system_id": "bk_job", "actions": [
              {"id": "a", "name": "A", "related_resource_types": [{"type": "biz", "instances": [[{"id": "37", "type": "biz", "type_name": "Business", "name": "Edge"}]]}]},
              {"id": "b", "name": "B", "related_resource_types": [{"instances": [[{"id": "1", "type_name": "Business", "name": "X"}], [{"id": "2", "type_name": "Business", "name": "Y"}]]}]}]}
            """,
            ["A (a) for Business Edge (37)", "B (b) for Business X (1), Business Y (2)"]
        },
        { """{"actions": "none"}""", [] },
        { "17", [] },
    };

    [Theory]
    [MemberData(nameof(Payloads))]
    public async Task Permission_to_request_is_stated(string permission, string[] expected)
    {
        bench.Simulator.Faults.Clear();
        bench.Simulator.Faults.Add(new Fault
        {
            Body = $$"""{"code": 9900403, "result": false, "message": "not allowed", "permission": {{permission}}, "request_id": "r1"}""",
        });

        BkJobException error = await SimulatorFixture.FailAsync(bench.Connect());

        Assert.Equal(BkJobErrorKind.PermissionDenied, error.Kind);
        Assert.Equal(expected, error.Permissions);
        Assert.All(expected, wanted => Assert.Contains(wanted, error.Message, StringComparison.Ordinal));
        Assert.Equal("r1", error.RequestId);
    }
}
