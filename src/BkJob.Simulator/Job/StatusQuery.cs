using System.Globalization;
using BkJob.Simulator.Requests;
using BkJob.Simulator.Responses;

namespace BkJob.Simulator.Job;

/// <summary>The parameters of get_job_instance_status, or why they are not valid.</summary>
/// <param name="Id">The job_instance_id.</param>
/// <param name="Scope">The scope to search.</param>
/// <param name="WithHosts">Whether the hosts of its steps are requested.</param>
/// <param name="Rejection">The error of the parameters; null if they are valid.</param>
internal readonly record struct StatusQuery(long Id, JobScope Scope, bool WithHosts, Rejection? Rejection)
{
    public static StatusQuery Rejected(Rejection rejection) => new(0, default, false, rejection);
}

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
        var rejection = ScopeParameters.RejectId(parameters["job_instance_id"], "job_instance_id", messages, ref id)
            ?? ScopeParameters.RejectV2(parameters, messages, ref scope);
        return new StatusQuery(id, scope, true, rejection);
    }

    private static bool TryNumber(string text, out long value) =>
        long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value);
}

/// <summary>
/// Reads the parameters of v3: an ESB forwards them as a POST, the gateway as a GET, and Job validates the two differently.
/// </summary>
internal static class V3Query
{
    public static StatusQuery Read(ApiParameters parameters, bool byPost, JobMessages messages)
    {
        if (!parameters.TryNumber("job_instance_id", out var id)
            || !parameters.TryNumber("bk_biz_id", out var business)
            || !parameters.TryFlag("return_ip_result", out var withHosts)
            || (id is null && !byPost))
        {
            return StatusQuery.Rejected(messages.BadRequest);
        }

        if (byPost && ScopeParameters.RejectV3(parameters, business, messages) is { } rejection)
        {
            return StatusQuery.Rejected(rejection);
        }

        if (id is null or < 1)
        {
            return StatusQuery.Rejected(messages.IllegalParameter("job_instance_id"));
        }

        // The scope of a GET is not validated, and the server fails for an invalid one.
        return ScopeParameters.ReadV3(parameters, business) is { } scope
            ? new StatusQuery(id.Value, scope, withHosts, null)
            : StatusQuery.Rejected(messages.InternalError);
    }
}

/// <summary>Reads the parameters of v4, which accepts the scope as a pair and has no business ID.</summary>
internal static class V4Query
{
    public static StatusQuery Read(ApiParameters parameters, JobMessages messages)
    {
        var id = 0L;
        var withHosts = false;
        if ((RefuseForm(parameters, messages, ref id, ref withHosts) ?? RefuseValues(parameters, id, messages)) is { } rejection)
        {
            return StatusQuery.Rejected(rejection);
        }

        return new StatusQuery(id, new JobScope(parameters["bk_scope_type"]!, parameters["bk_scope_id"]!), withHosts, null);
    }

    // One by one, as Job's framework binds them.
    private static Rejection? RefuseForm(ApiParameters parameters, JobMessages messages, ref long id, ref bool withHosts)
    {
        if (new[] { "bk_scope_type", "bk_scope_id", "job_instance_id" }.FirstOrDefault(name => !parameters.Has(name)) is { } missing)
        {
            return messages.MissingParameter(missing);
        }

        if (!parameters.TryNumber("job_instance_id", out var number))
        {
            return messages.WrongType("job_instance_id");
        }

        id = number ?? 0;
        return number is null ? messages.MissingParameter("job_instance_id")
            : parameters.TryFlag("return_execute_object_result", out withHosts) ? null
            : messages.WrongType("return_execute_object_result");
    }

    // All errors are returned together, with the names of the fields in the code of the server.
    private static Rejection? RefuseValues(ApiParameters parameters, long id, JobMessages messages)
    {
        var faults = new List<(string Field, string Words)>();
        if (!JobScope.IsType(parameters["bk_scope_type"]))
        {
            faults.Add(("getJobInstanceStatus.scopeType", messages.ScopeTypeWords));
        }

        if (parameters["bk_scope_id"] is null)
        {
            faults.Add(("getJobInstanceStatus.scopeId", messages.ScopeIdWords));
        }

        if (id < 1)
        {
            faults.Add(("getJobInstanceStatus.taskInstanceId", messages.JobInstanceIdWords));
        }

        return faults.Count > 0 ? messages.InvalidFields(faults) : null;
    }
}
