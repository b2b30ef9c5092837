"""The sentences of errors: what happened, what was kept, what to do. For window and command line."""

from liaison.domain.errors import InvalidForm, LiaisonError, Problem

SENTENCES: dict[str, str] = {
    "cancelled": "已停止，什么都没有写入。",
    "conflict": "这条记录刚被别人改过，您的修改没有保存；请重新打开这条记录再改。",
    "invalid_form": "有 {count} 处需要改正：{first}",
    "bad_period": "看不懂期间“{text}”，请写成 2022、2022-07、2022Q3 或 2022H1。",
    "bad_span": "看不懂期限“{text}”，请写成 15w（工作日）、10d（天）或 3m（月）。",
    "calendar_without_columns": "“{file}”里没有“日期”和“类型”两列，什么都没有改动；第一行请写：日期,类型,名称。",
    "calendar_without_days": "“{file}”里一天也没有写，什么都没有改动。",
    "bad_day": "看不懂日期“{text}”，请写成 2026-02-14。",
    "bad_use": "命令用法不对：{text}",
    "no_such_station": "没有叫“{text}”的联络站，请写站名或九位编码。",
    "several_stations": "“{text}”对应不止一个联络站（{names}），请写全站名或九位编码。",
    "station_not_found": "这个联络站不存在，可能已被合并；没有写入任何内容。",
    "reception_not_found": "没有找到这次接待。",
    "representative_not_found": "有一位接待代表不在名册里，没有写入任何内容；请重新选择代表。",
    "visitor_not_found": "没有找到这位来访人。",
    "matter_not_found": "没有找到这件事项。",
    "already_void": "{number} 已经作废，不能再改。",
    "no_office": "这里还没有数据：请先导入名册，或在窗口里建站。",
    "bad_settings_file": "设置文件 {file} 读不懂，什么都没有改动；请改正它或把它移走。",
    "settings_not_readable": "读不了设置文件 {file}，没有打开任何数据；请检查它和数据文件夹的权限。",
    "bad_database_address": "设置里的数据库地址不对，请检查 settings.toml 的 database 一行。",
    "home_empty": "--home 后面是空的，没有打开任何数据；请写数据文件夹。",
    "home_not_a_folder": "数据文件夹 {home} 不是文件夹，请另选一处（--home 或 LIAISON_HOME）。",
    "home_not_writable": "数据文件夹 {home} 不能写入，请检查权限或另选一处（--home 或 LIAISON_HOME）。",
    "home_on_share": "数据文件夹 {home} 在网络共享（{kind}）上，容易损坏数据库，没有打开；请放在本机磁盘，多台电脑共用请改用 PostgreSQL。",
    "newer_schema": "这份数据由更新版本的程序建立（结构 {found}，本程序只认到 {known}），没有改动；请升级本程序。",
    "already_open": "本机已有一个窗口打开着这份数据，请用那个窗口。",
    "disk_full": "磁盘已满，这次没有保存；已保存的都在。请腾出空间后再试。",
    "disk_error": "磁盘读写出错，这次没有保存；请检查磁盘，并尽快备份。",
    "database_locked": "数据库正被别的程序占用，这次没有保存；请稍后再试。",
    "database_read_only": "数据库是只读的，这次没有保存；请检查文件和磁盘的权限。",
    "not_a_database": "数据文件不是本程序的数据库（或已加密、已损坏），没有改动它；请检查数据文件夹。",
    "database_damaged": "数据文件已损坏，没有再写入；请保留它，并从备份恢复。",
    "database_cannot_open": "打不开数据文件；请检查数据文件夹的权限。",
    "database_unreachable": "连不上数据库服务器，这次没有保存；请检查网络后再试。",
    "file_not_found": "没有找到文件 {file}。",
    "file_not_readable": "读不了文件 {file}，请检查权限。",
    "file_not_writable": "写不了 {file}，没有留下半个文件；请检查文件夹、权限和磁盘空间。",
    "not_json": "{file} 不是有效的 JSON（第 {line} 行），没有写入任何内容。",
    "json_shape": "接待的 JSON 不对：{text}，这一次没有写入。",
    "no_such_file": "没有找到文件“{file}”，什么都没有导入；请检查路径。",
    "is_a_folder": "“{file}”是文件夹，什么都没有导入；请选里面的文件。",
    "not_a_plain_file": "“{file}”不是普通文件（是设备或管道），什么都没有导入；请选一个文件。",
    "file_is_empty": "“{file}”是空文件，什么都没有导入。",
    "file_too_large": "“{file}”超过 100 MB，不像一本登记簿，没有打开；请拆开后再导入。",
    "no_permission_to_read": "没有读取“{file}”的权限，什么都没有导入；请检查文件权限。",
    "cannot_read_file": "读不了“{file}”（磁盘或网络出错），什么都没有导入；请复制到本机再试。",
    "not_a_workbook": "“{file}”不是工作簿，什么都没有导入；请用 .xlsx、.xls、.ods 或 .csv。",
    "book_encrypted": "“{file}”加了密码，打不开，什么都没有导入；请先在表格软件里去掉密码。",
    "book_damaged": "“{file}”已损坏或没有传完，什么都没有导入；请重新复制一份。",
    "book_has_macros": "“{file}”带有宏，为安全没有打开；请另存为不带宏的 .xlsx 再导入。",
    "zip_bomb": "“{file}”解开后大得不正常（疑为压缩炸弹），没有打开，什么都没有导入。",
    "endless_empty_rows": "“{file}”里有 {rows} 行，几乎都是空行，没有导入；请删去末尾的空行再存一次。",
    "too_many_rows": "“{file}”里有 {rows} 行，超过一次能导入的 200000 行，没有导入；请拆成几本。",
    "nothing_to_import": "这些文件里没有认得出的表，什么都没有导入；可在导入页手工指定各列。",
    "no_files": "没有给出要导入的文件。",
    "unsettled_not_found": "没有这个待确认的姓名，可能已经确认过了。",
    "not_a_candidate": "选的代表不在名册里，没有改动。",
    "already_attends": "{name}已经记在这次接待里了，没有改动；请另选一位。",
    "out_kind": "--out 只能是 .pdf 或 .xlsx，现在是“{file}”。",
    "web_address_unusable": "网址“{address}”不能用在码里，请写成 https://主机名 的样子（英文，不带路径）。",
    "web_address_too_long": "网址“{address}”太长，码会印得太密；最多 {most} 个字符（含 https://）。",
    "code_too_long": "内容太长（{length} 个字符），放不进一个码。",
    "code_unreadable": "第 {page} 页的码没有通过回读（应有 {meant} 个，读对 {right} 个），这份文件没有保存；请重做，仍不行请交给维护人员。",
    "code_not_found": "没有找到这个码。",
    "code_already_withdrawn": "码 {label} 已经停用。",
    "withdraw_reason_missing": "停用或换发要写原因，没有改动。",
    "tour_without_out": "--out 后面是空的，什么都没有做；请写放图和文件的文件夹。",
    "answer_not_written": "回答写不出去（磁盘满了或输出被关闭）；要做的事已经做完，请改用别处再看。",
    "codes_without_out": "要写 --out 文件夹（海报和代表卡放在哪里），或 codes check 文件。",
    "station_code_no_slip": "联络站编码“{code}”不是九位数字（可带 -2 到 -999），印不出单子上的码；请先在设置里改正编码。",
    "slip_number_spent": "{year} 年的单号已经用完，没有开出单子。",
    "slip_wrong_check": "这个码的校验位不对，请再扫一次或手输编号。",
    "slip_foreign": "这不是单子上的码（应是 25 位数字），请扫交办单、引导单或征询意见表右上角的码。",
    "slip_unknown": "没有找到 {number} 号{kind}，可能是别的办公室开的；请核对单子，或按事项编号查找。",
    "pdf_unreadable": "这份 PDF 打不开（已加密或已损坏），请换一份。",
    "pdf_too_long": "这份 PDF 有 {pages} 页，最多看 {most} 页；请分开。",
    "not_pdf_or_picture": "{file} 不是能读的 PDF、PNG 或 JPEG 文件。",
    "picture_too_large": "图片 {file} 太大，请缩小到 4000 万像素以内。",
}

PROBLEMS: dict[str, str] = {
    "missing": "不能空着",
    "in_the_future": "不能晚于今天（{today}）",
    "too_long_ago": "年份太早，请检查",
    "before_start": "结束早于开始",
    "place_missing": "流动接待要写地点",
    "named_twice": "有代表写了两次",
    "out_of_range": "要在 {least} 到 {most} 之间",
    "group_of_one": "集体来访至少 2 人",
    "fewer_than_speakers": "人数少于发言人数（{speakers} 人）",
    "individual_of_several": "来访人不止一位，请选“集体”",
    "too_long": "太长，最多 {most} 字",
    "too_many": "太多，最多 {most} 件",
    "too_many_speakers": "发言代表超过 {allowed} 人，请群众推选（信访条例）",
    "odd_phone": "现在 {digits} 位，请再核对",
    "notice_missing": "还没有告知来访人：谁在记、作什么用、存多久",
    "not_correctable": "这一项不能更正",
    "not_a_time": "请写成 9:30 这样的时间",
    "not_a_channel": "没有这种接待形式",
    "no_such_category": "没有这个类别",
    "no_such_township": "没有找到这个镇街，请先导入区划",
    "not_a_day": "看不懂日期“{text}”，请写成 2026-02-14",
    "day_far_off": "年份要在 {least} 到 {most} 之间",
    "no_kind_of_day": "看不懂类型“{text}”，请写：节假日、调休上班、工作日或周末",
    "day_twice": "{day} 前面已经写过",
    "make_up_on_a_weekday": "{day} 不是周末，谈不上调休；照常上班请写“工作日”",
    "weekend_on_a_weekday": "{day} 不是周末；放假请写“节假日”",
    "not_a_number": "请写整数",
    "name_taken": "已经有同名的联络站",
}

FIELDS_ZH: dict[str, str] = {
    "lines": "行",
    "station": "联络站",
    "received_on": "日期",
    "started": "开始",
    "ended": "结束",
    "channel": "形式",
    "slot": "时段",
    "place": "地点",
    "representatives": "接待代表",
    "officials": "参加领导",
    "visit_kind": "来访方式",
    "visitors": "来访人",
    "head_count": "人数",
    "companions": "同来",
    "name": "姓名",
    "phone": "电话",
    "address": "住址",
    "village": "村社",
    "words": "原话",
    "summary": "归纳",
    "recorder": "记录人",
    "remark": "备注",
    "matters": "事项",
    "title": "事由",
    "content": "内容",
    "category": "类别",
    "urgency": "缓急",
    "disposition": "去向",
    "answer": "答复",
    "unit": "承办单位",
    "concerns": "涉及单位",
    "decline_reason": "不予受理的原因",
    "where_to": "引导去向",
    "where_phone": "引导电话",
    "notice_given": "告知",
    "why": "原因",
    "new": "更正为",
    "field": "更正项",
    "reason": "原因",
    "on": "从哪天起",
    "post": "单位和职务",
    "township": "镇街",
}


def sentence(error: LiaisonError) -> str:
    """One sentence in the station's language."""
    if isinstance(error, InvalidForm):
        first = "；".join(map(problem_sentence, error.problems[:3]))
        return SENTENCES["invalid_form"].format(count=len(error.problems), first=first)
    return SENTENCES.get(error.code, error.code).format(**error.values)


def problem_sentence(problem: Problem) -> str:
    """`来访人 1 姓名：不能空着`."""
    return f"{field_zh(problem.field)}：{problem_words(problem)}"


def problem_words(problem: Problem) -> str:
    """What is wrong, without the field's name: it stands beside the field."""
    return PROBLEMS.get(problem.code, problem.code).format(**problem.values)


def field_zh(path: str) -> str:
    """`matters.0.title` → `事项 1 事由`."""
    parts = [
        str(int(part) + 1) if part.isdigit() else FIELDS_ZH.get(part, part)
        for part in path.split(".")
    ]
    return " ".join(parts)
