using System.Globalization;
using BkJob.Simulator.Answers;
using BkJob.Simulator.Requests;

namespace BkJob.Simulator.Job;

/// <summary>Reads the parameters of ESB v2. Hosts are always included.</summary>
internal static class V2Query
{
    public static StatusQuery Read(ApiParameters parameters, Generation generation, JobMessages messages) =>
        generation == Generation.Job2 ? ReadForm(parameters) : ReadJob3(parameters, messages);

    // In front of Job 2.x, the ESB uses another form, which has no scope.
    private static StatusQuery ReadForm(ApiParameters parameters)
    {
        var business = 0L;
        var id = 0L;
        var rejection = RefuseField(parameters["bk_biz_id"], "business id [bk_biz_id]", ref business)
            ?? RefuseField(parameters["job_instance_id"], "job instance id [job_instance_id]", ref id);
        return new StatusQuery(id, JobScope.OfBusiness(business), true, rejection);
    }

    private static Rejection? RefuseField(string? text, string label, ref long value) =>
        text is null ? new Rejection(Rejection.Common, $"{label} This field is required.")
        : TryNumber(text, out value) ? null
        : new Rejection(Rejection.Common, $"{label} Enter a whole number.");

    private static StatusQuery ReadJob3(ApiParameters parameters, JobMessages messages)
    {
        var id = 0L;
        var scope = default(JobScope);
        var rejection = RefuseId(parameters["job_instance_id"], "job_instance_id", messages, ref id)
            ?? RefuseScope(parameters, messages, ref scope);
        return new StatusQuery(id, scope, true, rejection);
    }

    private static Rejection? RefuseId(string? text, string name, JobMessages messages, ref long value) =>
        text is null ? messages.IllegalParameter(name)
        : !TryNumber(text, out value) ? messages.BadRequest
        : value < 1 ? messages.IllegalParameter(name)
        : null;

    private static Rejection? RefuseScope(ApiParameters parameters, JobMessages messages, ref JobScope scope)
    {
        var type = parameters["bk_scope_type"];
        var id = parameters["bk_scope_id"];
        if (type is null && id is null)
        {
            var business = 0L;
            var rejection = RefuseId(parameters["bk_biz_id"], "bk_biz_id", messages, ref business);
            scope = JobScope.OfBusiness(business);
            return rejection;
        }

        // An incomplete pair overrides the business ID, and is then rejected.
        scope = new JobScope(type ?? "", id ?? "");
        return !JobScope.IsType(type) ? messages.IllegalParameter("bk_scope_type")
            : id is null ? messages.IllegalParameter("bk_scope_id")
            : null;
    }

    private static bool TryNumber(string text, out long value) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);
}
